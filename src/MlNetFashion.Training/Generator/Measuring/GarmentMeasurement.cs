using System.Globalization;
using System.Text.Json;
using MlNetFashion.ContactSheets;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>What was measured of a generator of garments, for people, for programs, and as pictures.</summary>
/// <param name="plan">What was asked.</param>
/// <param name="catalogue">What it was measured on, for people.</param>
/// <param name="evaluator">The judges.</param>
/// <param name="measures">What was found.</param>
sealed class GarmentMeasurement(MeasurePlan plan, string catalogue, GarmentEvaluator evaluator, GarmentMeasures measures) : Measurement
{
    const int ShownKinds = 6, ShownFailures = 48, FailuresInARow = 8;

    string Catalogue => catalogue;

    GarmentMeasures Measures => measures;

    public override string ToText()
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine(plan.BestOf == 1 ? catalogue : $"{catalogue}, requests answered by the best of {plan.BestOf}");
        text.WriteLine($"  \"COLOUR TYPE\": {measures.Asked.ToText()}");
        text.WriteLine($"    colour as asked {measures.AskedColour.ToText()}");
        text.WriteLine($"    kind as asked {measures.AskedKind.ToText()}");
        text.WriteLine($"  titles of held-out items: {measures.Titles.ToText()}");
        text.WriteLine($"  a picture and \"in COLOUR\": kind kept {measures.KeptKind.ToText()}");
        text.WriteLine($"    of the kind that the reference is read as, right or wrong: {measures.KeptAsRead:P1}");
        text.WriteLine($"    colour as asked {measures.NewColour.ToText()}");
        text.WriteLine($"  {measures.Frechet.ToText()}");
        text.WriteLine($"  {measures.Coverage.ToText()} of pictures of titles against photos of as many");
        text.WriteLine($"  {measures.Detail.ToText()}");
        text.WriteLine($"  {measures.Artefacts.ToText()}");
        text.WriteLine($"  {measures.Diversity.ToText()}");
        text.WriteLine($"  {measures.Copying.ToText()}");
        text.WriteLine("  the judges on held-out real pictures: "
            + $"kinds {evaluator.Kinds.Accuracy:P1} of {evaluator.Kinds.Count:N0}, colours {evaluator.Colours.Accuracy:P1} of {evaluator.Colours.Count:N0}");
        var worded = measures.Pictures.Where(picture => picture.Asked.Query.Image is null);
        var shown = measures.Pictures.Where(picture => picture.Asked.Query.Image is not null);
        text.WriteLine($"  kinds that fail most: {Kinds(worded)}");
        text.WriteLine($"  kinds that are not kept most: {Kinds(shown)}");
        string colours = Most(worded.Where(picture => !picture.HasColour), NamedColours.Names, picture => picture.Asked.Colour, picture => picture.Colour);
        text.WriteLine($"  colours that fail most: {colours}");
        return text.ToString();

        static string Kinds(IEnumerable<JudgedPicture> pictures) =>
            Most(pictures.Where(picture => !picture.HasKind), GarmentKinds.Names, picture => picture.Asked.Kind, picture => picture.Kind);
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("model", plan.Model ?? "onnx");
        json.WriteString("catalogue", catalogue);
        json.WriteNumber("seed", plan.Seed);
        json.WriteNumber("bestOf", plan.BestOf);
        json.WriteString("network", measures.Frechet.Network.Name);
        json.WriteString("networkSha256", measures.Frechet.Network.Sha256);
        json.WriteNumber("rPrecision", measures.Asked.Score);
        json.WriteNumber("rPrecisionOfTitles", measures.Titles.Score);
        Share("askedColour", measures.AskedColour);
        Share("askedKind", measures.AskedKind);
        Share("newColour", measures.NewColour);
        Share("keptKind", measures.KeptKind);
        json.WriteNumber("keptAsRead", measures.KeptAsRead);
        json.WriteNumber("kindsOfReal", evaluator.Kinds.Accuracy);
        json.WriteNumber("coloursOfReal", evaluator.Colours.Accuracy);
        json.WriteNumber("frechetDistance", measures.Frechet.Generated.Distance);
        json.WriteNumber("pictures", measures.Frechet.Generated.Pictures);
        json.WriteNumber("references", measures.Frechet.Generated.References);
        json.WriteNumber("floor", measures.Frechet.Floor.Distance);
        json.WriteNumber("floorCount", measures.Frechet.Floor.Pictures);
        json.WriteNumber("precision", measures.Coverage.Precision);
        json.WriteNumber("recall", measures.Coverage.Recall);
        json.WriteNumber("sharpness", measures.Detail.Ratio);
        json.WriteNumber("artefacts", measures.Artefacts.Ratio);
        json.WriteNumber("artefactPeriod", measures.Artefacts.Period);
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
    }

    /// <summary>A sheet of what was not recognised: for each catalogue and way of asking some
    /// pictures, each with what was asked and what it is taken for.</summary>
    public static RgbImage Failures(IEnumerable<GarmentMeasurement> measured)
    {
        var rows = new List<ContactSheetRow>();
        foreach ((string catalogue, IReadOnlyList<JudgedPicture> pictures) in measured.Select(each => (each.Catalogue, each.Measures.Pictures)))
        {
            Add($"{catalogue}, kind", pictures.Where(picture => !picture.HasKind), picture => GarmentKinds.Names[picture.Kind], picture =>
                GarmentKinds.Names[picture.Asked.Kind]);
            Add($"{catalogue}, colour", pictures.Where(picture => !picture.HasColour), picture => NamedColours.Names[picture.Colour], picture =>
                NamedColours.Names[picture.Asked.Colour]);
        }

        return ContactSheet.Render(new ContactSheetGrid(rows) { Title = "Taken for something else than was asked for" },
            new ContactSheetOptions { PictureSize = 96 });

        void Add(string title, IEnumerable<JudgedPicture> pictures, Func<JudgedPicture, string> taken, Func<JudgedPicture, string> wanted)
        {
            foreach (JudgedPicture[] row in pictures.Take(ShownFailures).Chunk(FailuresInARow))
                rows.Add(new ContactSheetRow($"{title}: {string.Join(" · ", row.Select(picture => $"{wanted(picture)} → {taken(picture)}"))}",
                    [.. row.Select(picture => picture.Picture)]));
        }
    }

    static string Most(IEnumerable<JudgedPicture> failures, IReadOnlyList<string> names, Func<JudgedPicture, int> asked, Func<JudgedPicture, int> read) =>
        string.Join(", ", failures
        .GroupBy(picture => (Asked: asked(picture), Read: read(picture))).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(ShownKinds)
        .Select(group => $"{names[group.Key.Asked]} as {names[group.Key.Read]} {group.Count()}"));
}
