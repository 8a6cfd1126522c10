using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetFashion.Text;

namespace MlNetFashion.Transforms;

/// <summary>Text to tokens, with the vocabulary from a constant column.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class TokenizeMapping : CustomMappingFactory<TokenizeMapping.Input, TokenizeMapping.Output>
{
    public const string Contract = "MlNetFashion.Tokenize.1";
    public const string VocabularyColumn = nameof(Input.Vocabulary);

    readonly CarriedState<WordPieceTokenizer> _tokenizers = new(text => new WordPieceTokenizer(new WordPieceVocabulary(text.Split('\n'))));

    public static string ToText(WordPieceVocabulary vocabulary) => string.Join('\n', vocabulary.Pieces);

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        output.InputIds = new long[Columns.MaxTokens];
        output.AttentionMask = new long[Columns.MaxTokens];
        _tokenizers.Get(input.Vocabulary).Encode(input.Text.Span, output.InputIds, output.AttentionMask);
    };

    public sealed class Input
    {
        public ReadOnlyMemory<char> Text { get; set; }

        public ReadOnlyMemory<char> Vocabulary { get; set; }
    }

    public sealed class Output
    {
        [VectorType(Columns.MaxTokens)]
        public long[] InputIds { get; set; } = [];

        [VectorType(Columns.MaxTokens)]
        public long[] AttentionMask { get; set; } = [];
    }
}
