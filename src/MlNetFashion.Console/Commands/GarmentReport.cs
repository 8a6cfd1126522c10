using System.Globalization;
using MlNetFashion.ContactSheets;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Training;

namespace MlNetFashion.Tool.Commands;

/// <summary>What was measured of a generator of garments, for people, for programs, and as pictures.</summary>
static class GarmentReport
{
    const int ShownKinds = 6, ShownFailures = 48, FailuresInARow = 8;

    public static string ToText(GarmentMeasureRequest request, string catalogue, GarmentYardstick yardstick, GarmentMeasures measures)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine(request.BestOf == 1 ? catalogue : $"{catalogue}, requests answered by the best of {request.BestOf}");
        text.WriteLine($"  \"COLOUR TYPE\": {measures.Asked.ToText()}");
        text.WriteLine($"    colour as asked {measures.AskedColour.ToText()}");
        text.WriteLine($"    kind as asked {measures.AskedKind.ToText()}");
        text.WriteLine($"  titles of held-out items: {measures.Titles.ToText()}");
        text.WriteLine($"  a picture and \"in COLOUR\": kind kept {measures.KeptKind.ToText()}");
        text.WriteLine($"    of the kind that the reference is read as, right or wrong: {measures.KeptAsRead:P1}");
        text.WriteLine($"    colour as asked {measures.NewColour.ToText()}");
        text.WriteLine($"  {measures.Frechet.ToText()}");
        text.WriteLine($"  {measures.Diversity.ToText()}");
        text.WriteLine($"  {measures.Copying.ToText()}");
        text.WriteLine($"  the judges on held-out real pictures: kinds {yardstick.Kinds.Accuracy:P1} of {yardstick.Kinds.Count:N0}, colours {yardstick.Colours.Accuracy:P1} of {yardstick.Colours.Count:N0}");
        text.WriteLine($"  kinds that fail most: {Most(measures.Pictures.Where(picture => picture.Asked.Query.Image is null && !picture.HasKind), GarmentKinds.Names, picture => picture.Asked.Kind, picture => picture.Kind)}");
        text.WriteLine($"  kinds that are not kept most: {Most(measures.Pictures.Where(picture => picture.Asked.Query.Image is not null && !picture.HasKind), GarmentKinds.Names, picture => picture.Asked.Kind, picture => picture.Kind)}");
        text.WriteLine($"  colours that fail most: {Most(measures.Pictures.Where(picture => picture.Asked.Query.Image is null && !picture.HasColour), NamedColours.Names, picture => picture.Asked.Colour, picture => picture.Colour)}");
        return text.ToString();
    }

    public static void WriteJson(Terminal terminal, GarmentMeasureRequest request, string catalogue, GarmentYardstick yardstick, GarmentMeasures measures) => terminal.WriteJson(json =>
    {
        json.WriteString("model", request.Model ?? "onnx");
        json.WriteString("catalogue", catalogue);
        json.WriteNumber("seed", request.Seed);
        json.WriteNumber("bestOf", request.BestOf);
        json.WriteString("network", measures.Frechet.Network.Name);
        json.WriteString("networkSha256", measures.Frechet.Network.Sha256);
        json.WriteNumber("rPrecision", measures.Asked.Score);
        json.WriteNumber("rPrecisionOfTitles", measures.Titles.Score);
        Share("askedColour", measures.AskedColour);
        Share("askedKind", measures.AskedKind);
        Share("newColour", measures.NewColour);
        Share("keptKind", measures.KeptKind);
        json.WriteNumber("keptAsRead", measures.KeptAsRead);
        json.WriteNumber("kindsOfReal", yardstick.Kinds.Accuracy);
        json.WriteNumber("coloursOfReal", yardstick.Colours.Accuracy);
        json.WriteNumber("frechetDistance", measures.Frechet.Generated.Distance);
        json.WriteNumber("pictures", measures.Frechet.Generated.Pictures);
        json.WriteNumber("references", measures.Frechet.Generated.References);
        json.WriteNumber("floor", measures.Frechet.Floor.Distance);
        json.WriteNumber("floorCount", measures.Frechet.Floor.Pictures);
        json.WriteNumber("diversity", measures.Diversity.Ratio);
        json.WriteNumber("nearestDistance", measures.Copying.MedianDistance);
        json.WriteNumber("nearestDistanceOfReal", measures.Copying.HeldOutMedianDistance);
        json.WriteNumber("suspects", measures.Copying.Suspects);

        void Share(string name, JudgedShare share)
        {
            json.WriteNumber(name, share.Share);
            json.WriteNumber($"{name}Count", share.Count);
            json.WriteNumber($"{name}OfReal", share.OfReal);
        }
    });

    /// <summary>A sheet of what was not recognised: for each catalogue and way of asking some pictures, each with what was asked and what it is taken for.</summary>
    public static RgbImage Failures(IReadOnlyList<(string Catalogue, IReadOnlyList<JudgedPicture> Pictures)> measured)
    {
        var rows = new List<ContactSheetRow>();
        foreach ((string catalogue, IReadOnlyList<JudgedPicture> pictures) in measured)
        {
            Add($"{catalogue}, kind", pictures.Where(picture => !picture.HasKind), picture => GarmentKinds.Names[picture.Kind], picture => GarmentKinds.Names[picture.Asked.Kind]);
            Add($"{catalogue}, colour", pictures.Where(picture => !picture.HasColour), picture => NamedColours.Names[picture.Colour], picture => NamedColours.Names[picture.Asked.Colour]);
        }

        return ContactSheet.Render(new ContactSheetGrid(rows) { Title = "Taken for something else than was asked for" }, new ContactSheetOptions { PictureSize = 96 });

        void Add(string title, IEnumerable<JudgedPicture> pictures, Func<JudgedPicture, string> taken, Func<JudgedPicture, string> wanted)
        {
            foreach (JudgedPicture[] row in pictures.Take(ShownFailures).Chunk(FailuresInARow))
                rows.Add(new ContactSheetRow($"{title}: {string.Join(" · ", row.Select(picture => $"{wanted(picture)} → {taken(picture)}"))}", [.. row.Select(picture => picture.Picture)]));
        }
    }

    static string Most(IEnumerable<JudgedPicture> failures, IReadOnlyList<string> names, Func<JudgedPicture, int> asked, Func<JudgedPicture, int> read) => string.Join(", ", failures
        .GroupBy(picture => (Asked: asked(picture), Read: read(picture))).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(ShownKinds)
        .Select(group => $"{names[group.Key.Asked]} as {names[group.Key.Read]} {group.Count()}"));
}
