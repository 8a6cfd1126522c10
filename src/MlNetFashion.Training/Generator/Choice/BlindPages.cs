using System.Globalization;
using System.Text;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.ContactSheets;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Storage;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Generator.Choice;

/// <summary>Pages on which two generators draw the same requests, one row each, in an order that tells nothing of whose is whose. Eyes that are told
/// neither choose the row that they would rather have, pair by pair, in <c>choices.csv</c>; <see cref="BlindVerdict"/> counts.</summary>
public static class BlindPages
{
    /// <summary>The file that is filled in: a line for each pair.</summary>
    public const string Choices = "choices.csv";

    const int PairsOnAPage = 5, PicturesInARow = 4;

    /// <summary>Writes <c>page-01.png</c> and so on, <see cref="Choices"/> and the key.</summary>
    /// <param name="newModels">The folder of models whose generator is judged.</param>
    /// <param name="oldModels">The folder of models that it is compared with.</param>
    /// <param name="folder">Where the pages go: new or empty.</param>
    /// <param name="data">The folder of data sets with products, for requests with a picture; photos that nothing was trained on are shown.</param>
    /// <param name="rounds">How often each of the thirty requests is drawn, with other noise each time; two give sixty pairs.</param>
    /// <param name="seed">Everything random follows from it.</param>
    /// <param name="progress">Told what is being drawn.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    /// <returns>How many pairs there are.</returns>
    /// <exception cref="FileNotFoundException">A folder has no generator, or no products.</exception>
    /// <exception cref="IOException">The folder holds something already.</exception>
    public static int Write(string newModels, string oldModels, string folder, string? data, int rounds = 2, int seed = 1, Action<string>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        FileDoor.MakeFolder(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"\"{folder}\" holds something already. Pages of one choice need a folder of their own: name a new one.");
        using FashionPipeline judged = FashionPipeline.Load(newModels), beside = FashionPipeline.Load(oldModels);
        IReadOnlyList<BlindRequest> requests = BlindRequest.All();
        return Write(judged, beside, folder, requests, References(requests, data), rounds, seed, progress, cancellation);
    }

    /// <summary>The same with requests and photos of one's own.</summary>
    internal static int Write(FashionPipeline judged, FashionPipeline beside, string folder, IReadOnlyList<BlindRequest> requests,
        IReadOnlyDictionary<BlindRequest, RgbImage> shown, int rounds, int seed, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        var random = new Random(seed);
        (BlindRequest Request, int Round)[] order = [.. Enumerable.Range(0, rounds).SelectMany(round => requests.Select(request => (request, round)))];
        random.Shuffle(order);
        var pairs = new List<BlindPair>();
        var rows = new List<ContactSheetRow>();
        foreach ((BlindRequest request, int round) in order)
        {
            cancellation.ThrowIfCancellationRequested();
            int number = pairs.Count + 1;
            progress?.Invoke($"pair {number} of {order.Length}");
            bool isFirst = random.Next(2) == 0;
            pairs.Add(new BlindPair(number, request.Group, request.Text, isFirst ? "A" : "B"));
            RgbImage? reference = shown.GetValueOrDefault(request);
            var query = new FashionQuery(request.Text, reference);
            RgbImage?[] ours = Draw(judged, query, seed + round), others = Draw(beside, query, seed + round);
            rows.Add(Row($"{number} A: {Caption(request)}", reference, isFirst ? ours : others));
            rows.Add(Row($"{number} B", reference, isFirst ? others : ours));
            if (number % PairsOnAPage == 0 || number == order.Length)
            {
                string page = string.Create(CultureInfo.InvariantCulture, $"page-{(number + PairsOnAPage - 1) / PairsOnAPage:D2}.png");
                ContactSheet.Render(new ContactSheetGrid([.. rows]) { Title = "Of each pair, which row would you rather have been shown?" })
                    .Save(Path.Combine(folder, page));
                rows.Clear();
            }
        }

        FileDraft.Write(Path.Combine(folder, Choices), Encoding.UTF8.GetBytes("pair,choice\n" + string.Concat(pairs.Select(pair => $"{pair.Number},\n"))));
        FileDraft.Write(Path.Combine(folder, BlindKey.FileName),
            JsonSerializer.SerializeToUtf8Bytes(new BlindKey(Name(judged), Name(beside), seed, pairs), BlindKeyJson.Default.BlindKey));
        return pairs.Count;
    }

    static string Name(FashionPipeline pipeline) => $"{pipeline.Models.Folder} ({pipeline.Models.Sha256(ModelRole.Generator)})";

    static string Caption(BlindRequest request) => request.Like is null ? request.Text : $"the first picture, but {request.Text}";

    static ContactSheetRow Row(string caption, RgbImage? reference, RgbImage?[] drawn) => new(caption, reference is null ? drawn : [reference, .. drawn]);

    static RgbImage?[] Draw(FashionPipeline pipeline, FashionQuery query, int seed) =>
        [.. pipeline.Draw(query, PicturesInARow, seed).Take(PicturesInARow).Select(picture => picture.Image)];

    // The first held-out photo that fits.
    static Dictionary<BlindRequest, RgbImage> References(IReadOnlyList<BlindRequest> requests, string? data)
    {
        var found = new Dictionary<BlindRequest, RgbImage>();
        BlindRequest[] wanted = [.. requests.Where(request => request.Like is not null)];
        foreach (CatalogueEntry entry in TrainingCatalogues.RequireProducts(data, heldOut: true))
        {
            foreach (BlindRequest request in wanted.Where(request => !found.ContainsKey(request)
                && request.Like!.All(like => entry.Item.Attributes.GetValueOrDefault(like.Key) == like.Value)))
                found.Add(request, entry.Picture.Decode());
            if (found.Count == wanted.Length)
                break;
        }

        return found.Count == wanted.Length ? found : throw new InvalidDataException(
            $"Only {found.Count} of the {wanted.Length} requests that begin with a photo found one among the held-out products. Name all packs with --data.");
    }
}
