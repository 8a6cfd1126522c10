using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using Quartz;

namespace MlNetFashion.Batch;

/// <summary>What a shop wants to have embedded, and when: the file that <c>fashion job run</c> and <c>fashion worker</c> are given.</summary>
/// <remarks>Relative paths are relative to the file. Members that nobody knows are refused: a misspelled one would be passed over in silence.</remarks>
sealed partial record JobFile
{
    // By reflection: what is generated would forget the defaults of members that a file leaves out.
    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <value>What the catalogue is called in reports and in the database; letters, digits, <c>-</c> and <c>_</c>. The default is the file's name.</value>
    public string Name { get; init; } = "";

    /// <value>Folders, archives, or one table (CSV or Parquet) that has a column of picture URLs.</value>
    public IReadOnlyList<string> Source { get; init; } = [];

    /// <value>The rows of photos in folders and archives; null for one that lies in or beside the source and fits.</value>
    public string? Csv { get; init; }

    /// <value>What columns tell, role by column ("colour" to "shade_name"), where that is not found out. The default is none.</value>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <value>Where the index goes.</value>
    public string Out { get; init; } = "";

    /// <value>Where plans, shards and the state of one machine lie. The default is the index's folder with <c>.job</c> at its end. Many machines
    /// share it.</value>
    public string Work { get; init; } = "";

    /// <value>When <c>fashion worker</c> runs it: as in a crontab, <c>0 3 * * *</c> for three at night, or as in Quartz, with seconds first. The default is
    /// never.</value>
    public string? Schedule { get; init; }

    /// <value>The time zone of the schedule, such as <c>Europe/Berlin</c>. The default is UTC.</value>
    public string TimeZone { get; init; } = "UTC";

    /// <value>Runs whose plans and reports are kept, 1 or more. The default is 7.</value>
    public int Keep { get; init; } = 7;

    /// <value>Who is told how a run ended. The default is nobody.</value>
    public NotifyOptions? Notify { get; init; }

    /// <value>The folder of models; null for the models that come with the tool.</value>
    public string? Models { get; init; }

    /// <value>Photos that are embedded into one file, 1 or more. The default is 20,000.</value>
    public int ShardSize { get; init; } = 20_000;

    /// <value>How often a shard that fails is tried before it is set aside, 1 or more. The default is 5.</value>
    public int Attempts { get; init; } = 5;

    /// <value>Seconds after which a worker that was not heard of is taken for dead, 2 or more. The default is 60.</value>
    public int LeaseSeconds { get; init; } = 60;

    /// <value>The share of items, 0 to 1, that an index may lack because their photos could not be had; with more, the index before stays. The
    /// default is 0.05.</value>
    public double MayLack { get; init; } = 0.05;

    /// <value>The share of items, 0 to 1, by which an index may shrink: a source that is not mounted must not empty a shop. The default is 0.5.</value>
    public double MayShrink { get; init; } = 0.5;

    /// <value>The PostgreSQL database that many machines share, as Npgsql's connection string; <c>$NAME</c> takes it from a variable of the environment.
    /// The default is a file of SQLite in <see cref="Work"/>, for one machine.</value>
    public string? Database { get; init; }

    /// <value>How photos are fetched by URL.</value>
    public DownloadOptions Download { get; init; } = new();

    /// <summary>Reads a job file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no job file, or a value is out of range; the message says which.</exception>
    public static JobFile Load(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no job file \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);
        JobFile job;
        try
        {
            job = JsonSerializer.Deserialize<JobFile>(File.ReadAllBytes(path), s_json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            string reason = UnknownMember().Match(e.Message) is { Success: true } unknown
                ? $"there is no member \"{unknown.Groups["name"].Value}\"" : JsonFault.Reason(e);
            throw new InvalidDataException($"The job file \"{path}\" cannot be read: {reason}. See docs/jobs.md for what it may say.", e);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (job.Out.Length == 0)
            throw new InvalidDataException($"The job file \"{path}\" cannot be used: it does not say where the index goes, \"out\".");
        string output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(job.Out, folder));
        job = job with
        {
            Name = job.Name.Length > 0 ? job.Name : Path.GetFileNameWithoutExtension(path),
            Source = [.. job.Source.Select(source => Path.GetFullPath(source, folder))],
            Csv = job.Csv is null ? null : Path.GetFullPath(job.Csv, folder),
            Out = output,
            Work = job.Work.Length > 0 ? Path.GetFullPath(job.Work, folder) : $"{output}.job",
            Models = job.Models is null ? null : Path.GetFullPath(job.Models, folder),
        };
        return job.Fault() is { } fault ? throw new InvalidDataException($"The job file \"{path}\" cannot be used: {fault}") : job;
    }

    /// <summary>The columns that a person named, by role.</summary>
    public IReadOnlyList<AttributeRole> Roles() => [.. Columns.Select(pair => new AttributeRole(ColumnRoles.Parse(pair.Key), pair.Value))];

    /// <summary>The times of the schedule; null where there is none.</summary>
    /// <exception cref="FormatException">It is no cron expression.</exception>
    public CronExpression? Times() => Schedule is null ? null : CronExpression.Parse(Schedule, IsCrontab(Schedule) ? CronFormat.Unix : CronFormat.Quartz)
        .WithTimeZone(TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>Whether the photos are to be fetched: the source is a table of URLs.</summary>
    public bool IsTableOfAddresses => Source is [var only] && AddressTable.IsOne(only);

    /// <summary>What is read, for people.</summary>
    public string Description => string.Join(", ", Source.Select(source => Path.GetFileName(Path.TrimEndingDirectorySeparator(source))));

    [GeneratedRegex("property '(?<name>[^']+)' could not be mapped")]
    private static partial Regex UnknownMember();

    // A crontab has five fields; with seconds, and perhaps years, there are six or seven.
    static bool IsCrontab(string schedule) => schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 5;

    string? Fault()
    {
        if (Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            return $"its name \"{Name}\" may have letters, digits, - and _ only.";
        if (Source.Count == 0)
            return "it names no source. Name a folder, an archive, or a table of URLs.";
        if (!IsTableOfAddresses && Source.FirstOrDefault(AddressTable.IsOne) is { } table)
            return $"a table of URLs (\"{table}\") is the only source of its job. Make a job of its own for it.";
        if (Keep < 1 || ShardSize < 1 || Attempts < 1)
            return "keep, shardSize and attempts are 1 or more.";
        if (LeaseSeconds < 2)
            return "leaseSeconds is 2 or more.";
        if (MayLack is not (>= 0 and <= 1) || MayShrink is not (>= 0 and <= 1))
            return "mayLack and mayShrink are shares from 0 to 1.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            return $"there is no time zone \"{TimeZone}\". Name one such as Europe/Berlin.";
        try
        {
            _ = Roles();
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        try
        {
            _ = Times();
        }
        catch (FormatException e)
        {
            return $"its schedule \"{Schedule}\" is no cron expression, such as \"0 3 * * *\" for three at night ({e.Message.TrimEnd('.')}).";
        }

        return Download.Fault();
    }
}
