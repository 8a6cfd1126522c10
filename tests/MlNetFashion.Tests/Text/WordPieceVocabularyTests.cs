using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class WordPieceVocabularyTests
{
    [Test]
    public void The_shipped_vocabulary_is_the_one_that_the_shipped_models_were_trained_with()
    {
        WordPieceVocabulary vocabulary = WordPieceVocabulary.Default;
        Assert.That(vocabulary.Size, Is.EqualTo(4096));
        Assert.That(vocabulary.Sha256, Is.EqualTo("f50657cd708e0e6d7d273dd9b93a39a6a002e82197623231bac6b42057ab963d"));
        Assert.That((vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassId, vocabulary.SeparatorId), Is.EqualTo((0, 1, 2, 3)));
    }

    [Test]
    public void Nothing_written_in_ASCII_is_unknown_to_the_shipped_vocabulary()
    {
        string ascii = string.Concat(Enumerable.Range(33, 94).Select(code => (char)code));
        foreach (char first in ascii)
        {
            foreach (char second in ascii)
                Assert.That(WordPieceTokenizer.Default.EncodeToTokens($"{first}{second}™").Select(token => token.Piece), Has.None.EqualTo("[UNK]"));
        }
    }

    [Test]
    public void Fashion_words_are_whole_pieces_of_the_shipped_vocabulary() =>
        Assert.That(FashionWords.All.Where(word => WordPieceTokenizer.Default.CountTokens(word) != 1), Is.Empty);

    [Test]
    public void A_saved_vocabulary_loads_again()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "vocabulary.txt");
        WordPieceVocabulary.Default.Save(path);
        WordPieceVocabulary loaded = WordPieceVocabulary.Load(path);
        Assert.That(loaded.Pieces, Is.EqualTo(WordPieceVocabulary.Default.Pieces));
        Assert.That(loaded.Sha256, Is.EqualTo(WordPieceVocabulary.Default.Sha256));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo([path]));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [TestCase("[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\nred")]
    [TestCase("\ufeff[PAD]\n[UNK]\n[CLS]\n[SEP]\nred\n")]
    public void Line_ends_and_byte_order_marks_make_no_difference(string file)
    {
        WordPieceVocabulary vocabulary = Load(Encoding.UTF8.GetBytes(file));
        Assert.That(vocabulary.Pieces, Is.EqualTo(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red"]));
        Assert.That(vocabulary.Find("red"), Is.EqualTo(4));
        Assert.That(vocabulary.Find("blue"), Is.Null);
    }

    [TestCase("", "The vocabulary of 0 pieces has no [PAD]. It must be that of a BERT model: [PAD], [UNK], [CLS] and [SEP] are needed.")]
    [TestCase("[PAD]\n[UNK]\n[CLS]\nred\n",
        "The vocabulary of 4 pieces has no [SEP]. It must be that of a BERT model: [PAD], [UNK], [CLS] and [SEP] are needed.")]
    [TestCase("[PAD]\n\n[UNK]", "Line 2 of the vocabulary is empty or holds a line break; every line must be one piece.")]
    [TestCase("[PAD]\nred\nred", "'red' stands in lines 2 and 3 of the vocabulary; every piece must have one id.")]
    public void A_file_that_is_no_vocabulary_is_refused_with_a_reason(string file, string message) =>
        Assert.That(() => Load(Encoding.UTF8.GetBytes(file)), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));

    [Test]
    public void A_picture_is_no_vocabulary() =>
        Assert.That(() => Load([0x89, 0x50, 0xff, 0xfe]),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("The vocabulary is not UTF-8 text (byte 0)."));

    static WordPieceVocabulary Load(byte[] bytes) => WordPieceVocabulary.Load(new MemoryStream(bytes));
}
