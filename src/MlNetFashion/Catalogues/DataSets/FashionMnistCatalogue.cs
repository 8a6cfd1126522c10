using System.Globalization;
using System.Text.RegularExpressions;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>Fashion-MNIST as it is published: idx files of 28 x 28 grey pictures beside idx files of labels, plain or gzipped.</summary>
/// <remarks>
/// <para>Its makers turned the shop's photos on white into their negatives.
/// Here they are turned back, so that a dark shoe is dark and the ground is white as in other
/// catalogues: a picture's grey is 255 minus the byte of the file, the same in red, green and blue.</para>
/// <para>Ids are the file's prefix and the position in it from 0, such as <c>train-00000</c> or
/// <c>t10k-09999</c>. Attributes are <c>class</c>, one of <see cref="Classes"/>,
/// and <c>split</c>, train or test.</para>
/// </remarks>
public sealed partial class FashionMnistCatalogue
{
    const int Side = 28;

    readonly List<(string Prefix, string Images, string Labels)> _parts;
    readonly RejectLog _rejects;

    /// <summary>Finds the files and checks that there are labels for all pictures.</summary>
    /// <param name="sources">Folders that hold the files, or the files; a file of pictures finds its labels beside it and the other way about.</param>
    /// <param name="rejects">Takes files that are cut off or damaged; what comes before the damage is part of the stream.</param>
    /// <exception cref="FileNotFoundException">A source, or the labels of a file, do not exist.</exception>
    /// <exception cref="InvalidDataException">There is no idx file in the sources, or a header does not fit: magic number, counts, 28 x 28.</exception>
    public FashionMnistCatalogue(IReadOnlyList<string> sources, RejectLog rejects)
    {
        SourceFiles.RequireExisting(sources);
        _rejects = rejects;
        _parts = [.. sources.SelectMany(Files).Select(Part).Distinct().OrderByDescending(part => part.Prefix, StringComparer.Ordinal)];
        if (_parts.Count == 0)
            throw new InvalidDataException($"There are no Fashion-MNIST files in {string.Join(", ", sources)}. "
                + "They are named such as train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz.");
        foreach ((_, string images, string labels) in _parts)
        {
            using IdxFile pictures = IdxFile.Open(images, Side, Side), classes = IdxFile.Open(labels);
            if (pictures.Count != classes.Count)
                throw new InvalidDataException($"\"{images}\" holds {pictures.Count} pictures, but \"{labels}\" holds {classes.Count} labels. "
                    + "They are not of one set.");
        }
    }

    /// <summary>The ten classes as they are published, by label.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Whether a path is a Fashion-MNIST file or a folder that holds some.</summary>
    public static bool IsSource(string path) => Files(path).Any();

    /// <summary>Streams the pictures, train before test.</summary>
    public IEnumerable<CatalogueEntry> Read() => _parts.SelectMany(part => Read(part.Prefix, part.Images, part.Labels));

    IEnumerable<CatalogueEntry> Read(string prefix, string images, string labels)
    {
        using IdxFile pictures = IdxFile.Open(images, Side, Side), classes = IdxFile.Open(labels);
        for (int i = 0; i < pictures.Count; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i:d5}");
            RgbImage picture;
            int label;
            try
            {
                picture = Positive(pictures.Next());
                label = classes.Next()[0];
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                _rejects.Add(new RejectedEntry(images, id, $"The pictures or labels from {id} on cannot be read: {e.Message} Get the files again.",
                    RejectKind.Source));
                yield break;
            }

            if (label >= Classes.Count)
            {
                _rejects.Add(new RejectedEntry(images, id, $"The label of {id} is {label}, but labels go from 0 to {Classes.Count - 1}."));
                continue;
            }

            var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                [FolderCatalogue.ClassAttribute] = Classes[label],
                [FolderCatalogue.SplitAttribute] = prefix == DataSetFiles.MnistTraining ? "train" : "test",
            };
            yield return new CatalogueEntry(new CatalogueItem(id, Title(label), attributes), new CataloguePicture(picture), images, id);
        }
    }

    // "T-shirt/top" is a heading; what one calls such a thing is a T-shirt.
    static string Title(int label) => Classes[label].Split('/')[0];

    static RgbImage Positive(ReadOnlySpan<byte> negative)
    {
        var image = new RgbImage(Side, Side);
        for (int i = 0; i < negative.Length; i++)
            image.Pixels.AsSpan(3 * i, 3).Fill((byte)(255 - negative[i]));
        return image;
    }

    static IEnumerable<string> Files(string source)
    {
        IEnumerable<string> files = Presence.OfFolder(source) ? Directory.EnumerateFiles(source) : [source];
        return files.Where(file => FileName().IsMatch(Path.GetFileName(file)));
    }

    static (string Prefix, string Images, string Labels) Part(string file)
    {
        string prefix = FileName().Match(Path.GetFileName(file)).Groups["prefix"].Value;
        return (prefix, Beside(file, prefix, "images"), Beside(file, prefix, "labels"));
    }

    static string Beside(string file, string prefix, string content)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string? found = Directory.EnumerateFiles(folder)
            .Where(other => FileName().Match(Path.GetFileName(other)) is { Success: true } match
                && match.Groups["prefix"].Value == prefix && match.Groups["content"].Value == content)
            .Min(StringComparer.Ordinal);
        return found
            ?? throw new FileNotFoundException($"\"{file}\" has no {content} beside it: "
            + $"{folder} holds no file named such as {prefix}-{content}-idx{(content == "images" ? 3 : 1)}-ubyte.gz.", file);
    }

    [GeneratedRegex(@"^(?<prefix>[A-Za-z0-9_]+)-(?<content>images|labels)[-.]idx[13]-ubyte(\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
