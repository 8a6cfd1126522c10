using System.CommandLine;
using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary>The part of a command line that names a catalogue.</summary>
/// <param name="moreKinds">What --kind can say beside what catalogues are.</param>
sealed class CatalogueOptions(params (string Word, SourceKind Kind)[] moreKinds)
{
    readonly Argument<string[]> _sources =
        SharedOptions.Words("SOURCE", "Folders, .tar, .tar.gz or .zip files of photos, or idx files; several are read one after another.");

    readonly Option<SourceKind> _kind =
        SharedOptions.Choice("--kind",
            "How sources are read; auto finds out. products joins photos named ID.jpg with a CSV, sample draws the sample catalogue and needs no SOURCE.",
        [("auto", SourceKind.Auto), ("products", SourceKind.Products), ("folders", SourceKind.Folders), ("fashion-mnist", SourceKind.FashionMnist),
            ("sample", SourceKind.Sample), .. moreKinds]);

    readonly Option<string?> _csv =
        SharedOptions.Path("--csv", "FILE", "The rows of a product catalogue, plain or .gz. [default: one that lies in or beside SOURCE and fits]");
    readonly Option<string?> _id =
        new("--id-column")
        {
            Description = "The CSV's column of ids, which are the photos' names. [default: found out by names and values]",
            HelpName = "NAME"
        };
    readonly Option<string?> _title =
        new("--title-column") { Description = "The CSV's column of titles. [default: found out by names and values]", HelpName = "NAME" };
    readonly Option<string[]> _columns = RoleOption.Make();
    readonly Option<string?> _encoding =
        new("--encoding")
        {
            Description = "The CSV's encoding, such as windows-1251 or shift_jis. [default: utf-8 or utf-16 if it is that, windows-1252 otherwise]",
            HelpName = "NAME"
        };
    readonly Option<int> _count = SharedOptions.Number("--count", 2000, 1, "Items of the sample catalogue.");
    readonly Option<int> _seed = SharedOptions.Number("--sample-seed", 1, int.MinValue, "Seed of the sample catalogue.");

    readonly Option<DataSplit> _split =
        SharedOptions.Choice("--split",
            "Which items, told apart by a hash of the id: train is what models learn from; held-out is what they never see; "
            + "validation is the part of train on which composers and weights are chosen.",
        ("all", DataSplit.All), ("train", DataSplit.Training), ("held-out", DataSplit.HeldOut), ("validation", DataSplit.Validation));

    readonly Option<double> _share =
        new("--held-out-share")
        {
            Description = "The share that is held out, 0 to 1.",
            HelpName = "SHARE",
            DefaultValueFactory = _ => IdHashSplit.DefaultHeldOutShare,
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
                    return share;
                result.AddError($"--held-out-share is a number from 0 to 1, but \"{given}\" was given");
                return IdHashSplit.DefaultHeldOutShare;
            },
        };
    readonly Option<string?> _duplicates =
        SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; a group is in one data split.");

    /// <summary>Gives the command its arguments and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_sources);
        foreach (Option option in (Option[])[_kind, _csv, _id, _title, _columns, _encoding, _split, _share, _duplicates, _count, _seed])
            command.Add(option);
    }

    /// <summary>What --kind says.</summary>
    public SourceKind Kind(ParseResult parsed) => parsed.GetValue(_kind);

    /// <summary>The sources, as they were named.</summary>
    public IReadOnlyList<string> Sources(ParseResult parsed) => parsed.GetValue(_sources) ?? [];

    /// <summary>What was named.</summary>
    /// <exception cref="ArgumentException">No source is named, or one for the sample catalogue.</exception>
    public CatalogueRequest Read(ParseResult parsed)
    {
        string[] sources = parsed.GetValue(_sources) ?? [];
        SourceKind kind = parsed.GetValue(_kind);
        bool isSample = kind == SourceKind.Sample;
        if (isSample && sources.Length > 0)
            throw new ArgumentException($"The sample catalogue is drawn and has no SOURCE, but \"{sources[0]}\" was named. "
                + "Leave it out, or choose another --kind.");
        if (!isSample && sources.Length == 0)
            throw new ArgumentException("No SOURCE is named. Name a folder, or a .tar, .tar.gz or .zip of photos, "
                + "or draw the sample catalogue with --kind sample.");
        IReadOnlyList<AttributeRole> roles = RoleOption.Read(parsed.GetValue(_columns) ?? []);
        return new CatalogueRequest
        {
            Sources = sources,
            Roles = [.. roles.Where(role => role.Role is not (ColumnRole.Id or ColumnRole.Title))],
            Reading = isSample ? null : new CatalogueReaderOptions
            {
                Kind = (CatalogueKind)kind,
                Csv = parsed.GetValue(_csv),
                Products = new ProductCatalogueOptions
                {
                    IdColumn = parsed.GetValue(_id) ?? ColumnOf(ColumnRole.Id),
                    TitleColumn = parsed.GetValue(_title) ?? ColumnOf(ColumnRole.Title),
                    Columns = [.. roles.Select(role => role.Column)],
                    Encoding = parsed.GetValue(_encoding),
                },
            },
            Count = parsed.GetValue(_count),
            Seed = parsed.GetValue(_seed),
            Split = parsed.GetValue(_split),
            HeldOutShare = parsed.GetValue(_share),
            Duplicates = parsed.GetValue(_duplicates) is { } duplicates ? DuplicateGroups.Load(duplicates) : null,
        };

        string? ColumnOf(ColumnRole role) => roles.FirstOrDefault(known => known.Role == role)?.Column;
    }
}
