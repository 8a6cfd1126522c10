using System.IO.Compression;
using MlNetFashion.Catalogues;
using SkiaSharp;

namespace MlNetFashion.Fuzzing;

/// <summary>What catalogues are read from: archives, tables and the files of data sets.</summary>
static class SourceTargets
{
    static readonly byte[] s_photo = PictureTargets.Encode(SKEncodedImageFormat.Png, new(4, 4));

    public static IEnumerable<FuzzTarget> All()
    {
        (string, byte[])[] files = [("a/1001.png", s_photo), ("a/1002.png", s_photo), ("größe/1003.png", s_photo),
            (new string('x', 120) + "/1004.png", s_photo), ("a/readme.txt", "A text."u8.ToArray())];
        byte[] tar = Checksums.Tar(files);
        yield return new FuzzTarget("tar", [tar], Archive("source.tar"))
        {
            Mend = Checksums.OfTar,
            Executions = 600,
            Tokens = ["ustar", "path=", "size=", "GNU.sparse.", "12 path=a.png\n", "@LongLink"]
        };
        yield return new FuzzTarget("tar.gz", [Checksums.Gzip(tar)], Archive("source.tar.gz")) { Executions = 600 };
        yield return new FuzzTarget("zip", [Checksums.Zip(CompressionLevel.NoCompression, files), Checksums.Zip(CompressionLevel.Fastest, files)],
            Archive("source.zip"))
        {
            Mend = Checksums.OfZip,
            Executions = 600,
            Tokens = ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "../../1.png"],
        };
        byte[][] tables =
        [
            "id,title,colour,price\n1001,A dress,Red,20\n1002,\"A bag, brown\",Brown,15.5\n1003,\"Two\nlines\",Blue,\n1004,Größe,NA,1 200\n"u8.ToArray(),
            "sku;name;farbe\r\n1001.jpg;Kleid;Rot\r\n1002.jpg;Tasche;Braun\r\n"u8.ToArray(),
            "id\ttitle\n1001\tA\n"u8.ToArray(),
        ];
        string[] tokens = ["\"", ",", ";", "\t", "|", "\r\n", "\"\"", "sep=;", "\uFEFF", "id", "title", "NaN", "\0"];
        yield return new FuzzTarget("csv", tables, Table("rows.csv")) { Tokens = tokens, Executions = 800 };
        yield return new FuzzTarget("csv.gz", [.. tables.Select(Checksums.Gzip)], Table("rows.csv.gz")) { Executions = 800 };
        // What is packed is damaged, and the packing is whole.
        FuzzTarget packed = new("csv-packed", tables, Table("rows.csv.gz", Checksums.Gzip)) { Tokens = tokens, Executions = 400 };
        yield return packed;
        byte[] pictures = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, .. Enumerable.Range(0, 32).Select(i => (byte)i)];
        yield return new FuzzTarget("idx", [pictures, Checksums.Gzip(pictures)], Idx());
        yield return new FuzzTarget("fashion-iq", FashionIq(), FashionIqText()) { IsJson = true, Executions = 400 };
        yield return new FuzzTarget("fashion-200k", ["women/1.jpg\t0.9\ta red dress\nwomen/2.jpg\t0.8\ta blue dress\n"u8.ToArray()],
            Fashion200k())
        { Executions = 500, Tokens = ["\t", "\n", "women/1.jpg", "0.9"] };
        yield return new FuzzTarget("duplicates", ["# groups\n1001 1002\n1003 1004 1005\n1002 1006\n"u8.ToArray()],
            Duplicates())
        { Tokens = ["1001", "#", "\n"] };
    }

    static Func<byte[], string> Archive(string name)
    {
        var scratch = new Scratch();
        return input =>
        {
            string path = scratch.Write(name, input);
            using var rejects = new RejectLog();
            string[] files = [.. SourceFiles.Read([path], _ => true, rejects).Select(file => $"{file.Name} {Answers.Of(file.Bytes)}")];
            return $"{string.Join('|', files)} {Refusal.Of(rejects)}";
        };
    }

    static Func<byte[], string> Table(string name, Func<byte[], byte[]>? pack = null)
    {
        var scratch = new Scratch();
        return input =>
        {
            string path = scratch.Write(name, pack?.Invoke(input) ?? input);
            using var rejects = new RejectLog();
            var table = ProductTable.Load(path, new ProductCatalogueOptions(), rejects);
            return $"{string.Join('|', table.Items.Select(item => $"{item.Id} {item.Title} {Answers.Of(item.Attributes)}"))} {Refusal.Of(rejects)}";
        };
    }

    static Func<byte[], string> Idx()
    {
        var scratch = new Scratch();
        return input =>
        {
            using var file = IdxFile.Open(scratch.Write("idx", input), 4, 4);
            var records = new List<string>();
            // A header may claim any number; the file ends first.
            for (int i = 0; i < file.Count; i++)
                records.Add(Answers.Of(file.Next()));
            return string.Join('|', records);
        };
    }

    static byte[][] FashionIq() =>
    [
        """
          [{"candidate": "B01", "target": "B02", "captions": ["is red", "has long sleeves"]},
           {"candidate": "B02", "target": "B01", "captions": ["is blue"]}]
          """u8.ToArray(),
        """["B01", "B02", "B03"]"""u8.ToArray(),
        """{"B01": [["red"], [], ["cotton"], ["long sleeve"], []], "B02": [["blue"], [], [], [], []]}"""u8.ToArray(),
        "{\"asin\": \"B01\", \"title\": \"A dress\"}\n{\"asin\": \"B02\", \"title\": \"Another\"}\n"u8.ToArray(),
    ];

    // Each input stands for each of the four kinds of file: of three it is refused.
    static Func<byte[], string> FashionIqText()
    {
        string[] names = ["cap.dress.val.json", "split.dress.val.json", "asin2attr.dress.val.json", "titles.jsonl"];
        Scratch[] folders = [.. names.Select(_ => new Scratch())];
        foreach (Scratch folder in folders)
            folder.Write("cap.shirt.val.json", FashionIq()[0]);
        return input =>
        {
            var answers = new List<string>();
            Exception? refused = null;
            foreach ((string name, Scratch folder) in names.Zip(folders))
            {
                folder.Write(name, input);
                try
                {
                    var text = Catalogues.FashionIqText.Read(folder.Path);
                    answers.Add($"{string.Join('|', text.Parts().Select(part => $"{part.Category} {part.Pairs.Count} {part.Gallery.Count}"))} "
                        + $"{text.Titles.Count} {text.Tags.Count}");
                }
                catch (InvalidDataException e)
                {
                    refused = e;
                }
            }

            return answers.Count > 0 ? string.Join(' ', answers) : throw refused!;
        };
    }

    static Func<byte[], string> Fashion200k()
    {
        var scratch = new Scratch();
        return input =>
        {
            scratch.Write("dress_test_detect_all.txt", input);
            var catalogue = Fashion200kCatalogue.Load(scratch.Path);
            return string.Join('|', catalogue.Items);
        };
    }

    static Func<byte[], string> Duplicates()
    {
        var scratch = new Scratch();
        return input =>
        {
            var groups = DuplicateGroups.Load(scratch.Write("groups.txt", input));
            Answers.Require(groups.GroupOf("1001").Contains("1001"), "an item is not in its own group");
            return $"{groups.KeyOf("1001")} {string.Join(',', groups.GroupOf("1003"))}";
        };
    }
}
