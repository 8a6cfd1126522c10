using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.ContactSheets;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.ContactSheets;

public class ContactSheetTests
{
    // Strokes of our own look the same on every computer.
    static readonly ContactSheetOptions s_strokes = new() { UsesSystemTypeface = false, PictureSize = 96, Columns = 3 };
    static readonly RgbImage s_picture = ImagePreprocessing.Letterbox(SampleCatalogue.Garment(0).Draw());

    // Everything that a title or a query may hold.
    static readonly Gen<string> s_oddText = Gen.OneOf(
        Gen.String,
        Gen.Char['\u0900', '\u097F'].Array[0, 80].Select(letters => new string(letters)),
        Gen.OneOf<string>("👗👠👨‍👩‍👧", "\ud83d", "e\u0301\u0301\u0301",
            "\u202eabc", "a\tb\nc\0d", "العربية", "長い説明の赤いドレス", new string('x', 5000), new string(' ', 300),
            string.Concat(Enumerable.Repeat("word ", 10_000))));

    static ContactSheetContent Content(int items, string title = "Red dress") => new()
    {
        Query = "a red dress",
        Understood = [s_picture],
        Items = [.. Enumerable.Range(0, items).Select(i => new ContactSheetItem(title, 0.9f - i * 0.01f, s_picture))],
    };

    [Test]
    public void The_same_content_gives_the_same_sheet([Values] bool usesSystemTypeface)
    {
        ContactSheetOptions options = s_strokes with { UsesSystemTypeface = usesSystemTypeface };
        Assert.That(ContactSheet.Render(Content(4), options).Pixels, Is.EqualTo(ContactSheet.Render(Content(4), options).Pixels));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(10)]
    public void Width_follows_columns_and_height_follows_rows(int items)
    {
        RgbImage sheet = ContactSheet.Render(Content(items), s_strokes), rowMore = ContactSheet.Render(Content(items + 3), s_strokes);
        Assert.That(sheet.Width, Is.EqualTo(28 + 3 * (96 + 20) + 2 * 14 + 28));
        Assert.That(rowMore.Width, Is.EqualTo(sheet.Width));
        Assert.That(rowMore.Height, Is.GreaterThan(sheet.Height + 60));
    }

    [Test]
    public void Twice_the_scale_is_twice_the_size()
    {
        RgbImage one = ContactSheet.Render(Content(4), s_strokes), two = ContactSheet.Render(Content(4), s_strokes with { Scale = 2 });
        Assert.That(two.Width, Is.EqualTo(2 * one.Width));
        Assert.That(two.Height, Is.EqualTo(2 * one.Height).Within(1));
    }

    [Test]
    public void Every_part_that_is_given_shows()
    {
        ContactSheetContent full = Content(2) with { Reference = s_picture, Note = "2 of 2,000 items" };
        byte[] pixels = ContactSheet.Render(full, s_strokes).Pixels;
        ContactSheetItem first = full.Items[0];
        foreach (ContactSheetContent less in (ContactSheetContent[])
        [
            full with { Query = "a blue dress" }, full with { Reference = null }, full with { Understood = [] }, full with { Note = "" },
            full with { Items = [first with { Score = 0.4f }, full.Items[1]] }, full with { Items = [first with { Picture = null }, full.Items[1]] },
                full with { Items = [first with { Title = "Red skirt" }, full.Items[1]] },
        ])
        {
            Assert.That(ContactSheet.Render(less, s_strokes).Pixels, Is.Not.EqualTo(pixels));
        }
    }

    [Test]
    public void Titles_that_differ_only_after_the_ellipsis_look_the_same()
    {
        string start = string.Concat(Enumerable.Repeat("red and white ", 20));
        Assert.That(ContactSheet.Render(Content(2, start + "dress"), s_strokes).Pixels,
            Is.EqualTo(ContactSheet.Render(Content(2, start + "skirts"), s_strokes).Pixels));
        Assert.That(ContactSheet.Render(Content(2, "red dress"), s_strokes).Pixels,
            Is.Not.EqualTo(ContactSheet.Render(Content(2, "red skirt"), s_strokes).Pixels));
    }

    [Test]
    public void No_text_reaches_the_margins_or_the_next_card([Values] bool usesSystemTypeface) => s_oddText.Sample(text =>
    {
        ContactSheetContent content = Content(3, text) with { Query = text, Note = text, Reference = s_picture };
        RgbImage sheet = ContactSheet.Render(content, s_strokes with { UsesSystemTypeface = usesSystemTypeface });
        const int margin = 27, card = 96 + 20, gap = 14;
        for (int y = 0; y < sheet.Height; y++)
        {
            Assert.That(IsWhite(sheet, 0, y, margin) && IsWhite(sheet, sheet.Width - margin, y, margin), "margin");
            // The cards begin under the header, which is above the middle here.
            if (y > sheet.Height - 27 - card)
                Assert.That(IsWhite(sheet, 28 + card + 1, y, gap - 2) && IsWhite(sheet, 28 + 2 * card + gap + 1, y, gap - 2), "gap");
        }
    }, iter: 20);

    [Test]
    public void Hindi_and_emoji_are_shown_as_something()
    {
        byte[] nothing = ContactSheet.Render(Content(0) with { Query = "a" }, s_strokes).Pixels;
        Assert.That(ContactSheet.Render(Content(0) with { Query = "लाल" }, s_strokes).Pixels, Is.Not.EqualTo(nothing));
        Assert.That(ContactSheet.Render(Content(0) with { Query = "👗" }, s_strokes).Pixels, Is.Not.EqualTo(nothing));
    }

    [Test]
    public void A_sheet_in_letters_of_its_own_is_the_same_whatever_typefaces_the_computer_has()
    {
        ContactSheetContent content = Content(4,
            "Crème–black dress, £12 · “Ñandú”") with
        { Note = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(letter => (char)letter)) };
        Assert.That(ContactSheet.Render(content, s_strokes with { UsesSystemTypeface = true }).Pixels,
            Is.EqualTo(ContactSheet.Render(content, s_strokes).Pixels));
    }

    [Test]
    public void Accents_are_drawn_however_they_are_encoded()
    {
        byte[] Sheet(string query) => ContactSheet.Render(Content(0) with { Query = query }, s_strokes).Pixels;
        HashSet<string> looks = [];
        foreach (char letter in "aàáâãäåcçeèéêëiìíîïnñoòóôõöøuùúûüyýÿAÀÁÂÃÄÅCÇEÈÉÊËIÌÍÎÏNÑOÒÓÔÕÖØUÙÚÛÜYÝ")
            Assert.That(looks.Add(Convert.ToHexString(Sheet($"n{letter}n"))), letter.ToString());
        Assert.That(Sheet("e\u0301i\u0308n\u0303c\u0327a\u030a"), Is.EqualTo(Sheet("éïñçå")));
    }

    [Test]
    public void Every_printable_ascii_character_has_strokes_of_its_own()
    {
        HashSet<string> looks = [];
        for (char character = '!'; character <= '~'; character++)
            Assert.That(looks.Add(Convert.ToHexString(ContactSheet.Render(new ContactSheetContent { Query = $"n{character}n" }, s_strokes).Pixels)),
                character.ToString());
    }

    [TestCase(1, 1)]
    [TestCase(64, 64)]
    [TestCase(60, 80)]
    [TestCase(700, 20)]
    public void A_picture_of_any_size_is_shown_whole_in_its_colours(int width, int height)
    {
        byte[] blue = new byte[width * height * 3];
        for (int i = 2; i < blue.Length; i += 3)
            blue[i] = 255;
        RgbImage sheet =
            ContactSheet.Render(new ContactSheetContent { Query = "x", Items = [new ContactSheetItem("", null, new RgbImage(width, height, blue))] },
                s_strokes);
        int seen = Enumerable.Range(0, sheet.Width * sheet.Height)
            .Count(i => sheet.Pixels[i * 3] < 10 && sheet.Pixels[i * 3 + 1] < 10 && sheet.Pixels[i * 3 + 2] > 245);
        double expected = 92.0 * 92 * Math.Min(width, height) / Math.Max(width, height);
        Assert.That(seen, Is.EqualTo(expected).Within(expected * 0.12 + 200));
    }

    [Test]
    public void Nothing_at_all_is_still_a_sheet()
    {
        Assert.That(ContactSheet.Render(new ContactSheetContent()).Height, Is.GreaterThan(100));
        Assert.That(ContactSheet.Render(new ContactSheetGrid([])).Height, Is.GreaterThan(80));
        Assert.That(ContactSheet.Render(new ContactSheetGrid([new ContactSheetRow("nothing", [])])).Height, Is.GreaterThan(80));
    }

    [Test]
    public void A_grid_has_a_row_for_each_query_and_a_column_for_each_seed()
    {
        RgbImage Grid(int rows, int columns) => ContactSheet.Render(
            new ContactSheetGrid([.. Enumerable.Range(0, rows)
                .Select(row => new ContactSheetRow("red dress", [.. Enumerable.Repeat(s_picture, columns)]))])
            { ColumnCaptions = ["seed 1", "seed 2"] },
                s_strokes);

        Assert.That(Grid(2, 5).Width - Grid(2, 4).Width, Is.EqualTo(96 + 10));
        Assert.That(Grid(3, 4).Height - Grid(2, 4).Height, Is.EqualTo(Grid(4, 4).Height - Grid(3, 4).Height).And.GreaterThan(96));
    }

    [Test]
    public void A_grid_shows_each_picture_in_its_place()
    {
        RgbImage other = ImagePreprocessing.Letterbox(SampleCatalogue.Garment(1).Draw());
        ContactSheetGrid Grid(params RgbImage?[] pictures) => new([new ContactSheetRow("a", pictures)]);
        byte[] one = ContactSheet.Render(Grid(s_picture, other), s_strokes).Pixels;
        Assert.That(ContactSheet.Render(Grid(other, s_picture), s_strokes).Pixels, Is.Not.EqualTo(one));
        Assert.That(ContactSheet.Render(Grid(s_picture, null), s_strokes).Pixels, Is.Not.EqualTo(one));
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        Assert.That(() => ContactSheet.Render(Content(1), new ContactSheetOptions { Columns = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ContactSheet.Render(Content(1), new ContactSheetOptions { PictureSize = 10 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ContactSheet.Render(Content(1), new ContactSheetOptions { Scale = float.NaN }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_sheet_that_would_be_enormous_is_refused_before_it_is_drawn() =>
        Assert.That(() => ContactSheet.Render(Content(30_000), s_strokes), Throws.ArgumentException.With.Message.Contains("Show fewer or smaller pictures."));

    static bool IsWhite(RgbImage sheet, int x, int y, int count) => sheet.Pixels.AsSpan((y * sheet.Width + x) * 3, count * 3).IndexOfAnyExcept((byte)255) < 0;
}
