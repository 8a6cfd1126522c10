using System.Text;
using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class ProductTableTests
{
    static (ProductTable Table, RejectLog Rejects) Load(string csv, bool zipped = false, ProductCatalogueOptions? options = null)
    {
        using TemporaryFolder folder = new();
        byte[] bytes = Encoding.UTF8.GetBytes(csv);
        string path = zipped ? folder.WriteZipped("styles.csv.gz", bytes) : folder.Write("styles.csv", bytes);
        var rejects = new RejectLog();
        return (ProductTable.Load(path, options ?? new ProductCatalogueOptions { TitleColumn = "title" }, rejects), rejects);
    }

    [Test]
    public void EveryValueComesBackHoweverItIsQuotedAndTerminated() =>
        Gen.Select(Gen.String[Gen.Char["ab ,;\t\"'\n\r|éस"], 0, 12].Array[3].Array[1, 20], Gen.OneOf("\n", "\r\n"), Gen.Bool, Gen.Bool).Sample(
            (rows, newline, mark, zipped) =>
            {
                static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"")}\"";
                var csv = new StringBuilder(mark ? "\ufeff" : "").Append("id,title,colour,size").Append(newline);
                for (int i = 0; i < rows.Length; i++)
                    csv.Append(i).Append(',').AppendJoin(',', rows[i].Select(Quoted)).Append(newline);

                (ProductTable table, RejectLog rejects) = Load(csv.ToString(), zipped);
                Assert.That(rejects.Total, Is.Zero);
                Assert.That(table.Count, Is.EqualTo(rows.Length));
                for (int i = 0; i < rows.Length; i++)
                {
                    CatalogueItem item = table.Find($"{i}")!;
                    Assert.That(item.Title, Is.EqualTo(rows[i][0].Trim()));
                    Assert.That(item.Attributes.GetValueOrDefault("Colour", ""), Is.EqualTo(rows[i][1].Trim()));
                    Assert.That(item.Attributes.GetValueOrDefault("SIZE", ""), Is.EqualTo(rows[i][2].Trim()));
                    Assert.That(item.Attributes.Values, Has.None.Empty);
                }
            },
            iter: 60);

    [Test]
    public void SpreadsheetsEncodingsAreUnderstood()
    {
        // Longer than what is looked at in one piece, so that a character lies across pieces.
        string plain = string.Concat(Enumerable.Range(2, 9000).Select(i => $"{i},Größe – naïve,Café\n")),
            csv = $"id,title,colour\n1,Größe – naïve,Café\n{plain}";
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(true), new UTF8Encoding(false), windows, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            foreach (bool zipped in (bool[])[false, true])
            {
                using TemporaryFolder folder = new();
                byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(csv)];
                var rejects = new RejectLog();
                ProductTable table = ProductTable.Load(zipped ? folder.WriteZipped("a.csv.gz", bytes) : folder.Write("a.csv", bytes),
                    new ProductCatalogueOptions { TitleColumn = "title" }, rejects);
                Assert.That((table.Count, rejects.Total), Is.EqualTo((9001, 0L)), encoding.WebName);
                Assert.That(table.Items.Select(item => (item.Title, item.Attributes["colour"])).Distinct(),
                    Is.EqualTo(new[] { ("Größe – naïve", "Café") }), encoding.WebName);
            }
        }
    }

    [Test]
    public void RowsWithTooFewOrTooManyFieldsAreRejectedWithTheirLine()
    {
        (ProductTable table, RejectLog rejects) =
            Load("id,title,colour\n1,Shirt,Red\n2,Dress\n\n3,\"Two\nlines\",Blue\n4,Bag, brown, large\n5,Shoe,NA\n,No id,Red\n");
        Assert.That(table.Items.Select(item => item.Id), Is.EquivalentTo(new[] { "1", "3", "5" }));
        Assert.That(table.Find("5")!.Attributes, Is.Empty);
        Assert.That(rejects.Examples.Select(reject => reject.Reason), Is.EqualTo(new[]
        {
            "Line 3: The row has 2 fields, but the header names 3 columns. Quote values that hold the separator.",
            "Line 7: The row has 4 fields, but the header names 3 columns. Quote values that hold the separator.",
            "Line 9: The row has no id.",
        }));
        Assert.That(rejects.Count(RejectKind.Row), Is.EqualTo(3));
    }

    [TestCase(1)]
    [TestCase(100_000)]
    public void AnOpenQuoteCostsOneRow(int rowsAfter)
    {
        var csv = new StringBuilder("id,title\n1,\"Two\nlines\"\n2,\"open\n");
        for (int i = 0; i < rowsAfter; i++)
            csv.Append(i + 3).Append(",Shirt of some length\n");
        (ProductTable table, RejectLog rejects) = Load(csv.ToString());
        Assert.That(table.Count, Is.EqualTo(rowsAfter + 1));
        Assert.That(table.Find("1")!.Title, Is.EqualTo("Two\nlines"));
        Assert.That(rejects.Examples.Select(reject => reject.Reason), Is.EqualTo(new[] { "Line 4: A quote is opened and never closed." }));
    }

    [Test]
    public void TheFirstRowOfAnIdIsKept()
    {
        (ProductTable table, RejectLog rejects) = Load("id,title\n1,first\n2,other\n 1 ,second\n");
        Assert.That(table.Find("1")!.Title, Is.EqualTo("first"));
        Assert.That(rejects.Examples.Single(), Has.Property("Reason").EqualTo("Line 4: The id 1 has a row already; the first is kept.")
            .And.Property("Kind").EqualTo(RejectKind.DuplicateId));
    }

    [Test]
    public void OtherSeparatorsAreFound([Values(';', '\t', '|')] char separator)
    {
        (ProductTable table, _) = Load("id,title,colour\n1,A shirt,Red\n2,A bag,Blue\n".Replace(',', separator));
        Assert.That(table.Find("2")!.Attributes["colour"], Is.EqualTo("Blue"));
    }

    [Test]
    public void AMissingColumnIsAnsweredWithThoseThereAre()
    {
        var options = new ProductCatalogueOptions { IdColumn = "idd", TitleColumn = "title" };
        Assert.That(() => Load("ID,title,colour\n", options: options), Throws.InstanceOf<InvalidDataException>().With.Message.EndsWith(
            "has no column \"idd\" for the id. Its columns are ID, title, colour; the nearest is \"ID\". Name it with IdColumn (--id-column)."));
        Assert.That(() => Load("ID,title,colour\n", options: options with { IdColumn = "id", TitleColumn = "titel" }),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("\"titel\" for the title").And.Message.Contains("nearest is \"title\""));
    }

    [Test]
    public void AnEmptyCsvIsNoCsv() =>
        Assert.That(() => Load(""), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("is empty. Its first line must name the columns."));

    [Test]
    public void ACutGzipIsToldAndTheRowsBeforeAreThere()
    {
        using TemporaryFolder folder = new();
        var csv = new StringBuilder("id,title\n");
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++)
            csv.Append(i).Append(',').Append(random.NextInt64()).Append('\n');
        byte[] whole = ArchiveBytes.Gzip(Encoding.UTF8.GetBytes(csv.ToString()));
        foreach (int length in new[] { whole.Length / 2, whole.Length - 100, whole.Length - 1 })
        {
            var rejects = new RejectLog();
            ProductTable table = ProductTable.Load(folder.Write("a.csv.gz", whole[..length]), new ProductCatalogueOptions { TitleColumn = "title" }, rejects);
            Assert.That(table.Count, Is.InRange(50_000L * length / whole.Length * 3 / 4, 50_000));
            Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1), $"cut at {length} of {whole.Length}");
        }
    }

    [Test]
    public void NoiseNeverThrowsAnythingButASentence()
    {
        using TemporaryFolder folder = new();
        Gen.Byte.Array[0, 400].Sample(
            noise =>
            {
                string path = folder.Write("noise.csv", [.. "id,title\n"u8, .. noise]);
                _ = ProductTable.Load(path, new ProductCatalogueOptions { TitleColumn = "title" }, new RejectLog());
                path = folder.Write("noise.csv", noise);
                try
                {
                    _ = ProductTable.Load(path, new ProductCatalogueOptions(), new RejectLog());
                }
                catch (InvalidDataException)
                {
                    // The header is noise.
                }
            },
            iter: 300, threads: 1);
    }
}
