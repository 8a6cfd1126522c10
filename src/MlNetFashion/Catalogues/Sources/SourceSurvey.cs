using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>What lies in sources, by name, before any photo is read: which photos there are decides how they and the rows of a table belong together.</summary>
sealed class SourceSurvey
{
    const int LongestNames = 5;

    static readonly string[] s_otherTables = [".xlsx", ".xls", ".ods", ".jsonl", ".ndjson", ".parquet"];

    readonly Dictionary<(string Source, string Path), PictureCaption> _captions = [];
    readonly List<(string Source, string Name)> _captionFiles = [];

    SourceSurvey(IReadOnlyList<string> sources, SourceMemory? memory, FolderListings listings) => (Sources, Memory, Listings) = (sources, memory, listings);

    /// <summary>The sources, as they were named.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Knows photos that need not be read again; null where there is none.</summary>
    public SourceMemory? Memory { get; }

    /// <summary>What lies in the folders.</summary>
    public FolderListings Listings { get; }

    /// <summary>The photos, in the order in which they are read.</summary>
    public List<(string Source, string Name)> Photos { get; } = [];

    /// <summary>The tables that lie in archives, with what they hold.</summary>
    public List<SourceFile> ArchivedTables { get; } = [];

    /// <summary>The paths of the tables that lie in folders.</summary>
    public List<string> Tables { get; } = [];

    /// <summary>Looks through sources.</summary>
    /// <param name="sources">Folders, archives or photos.</param>
    /// <param name="rejects">Takes archives within archives or folders, which are not opened, and a word on what is no photo.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="memory">Takes the photos of archives, so that each archive is read once at most; null for what only wants to look through.</param>
    /// <param name="listings">Knows what lies in folders that were looked through before; null to look anew.</param>
    public static SourceSurvey Of(IReadOnlyList<string> sources, RejectLog rejects, CancellationToken cancellation, SourceMemory? memory = null,
        FolderListings? listings = null)
    {
        var survey = new SourceSurvey(sources, memory, listings ?? new FolderListings(cancellation));
        var others = new List<(string Source, string Name)>();
        foreach (string source in sources)
        {
            RememberedArchive? known = memory?.Recall(source);
            if (known is not null && !known.Files.Exists(file => HasToBeRead(file.Name)))
            {
                foreach ((string name, _) in known.Files)
                    survey.IsWanted(source, name, others, rejects);
            }
            else if (memory is not null && known is null && SourceFiles.IsArchive(source) && !Presence.OfFolder(source))
                survey.TakeArchive(source, memory, others, rejects, cancellation);
            else
            {
                // What is wrong with a file is noted when the photos are read.
                using var unnoted = new RejectLog();
                foreach (SourceFile file in SourceFiles.Read([source], name => survey.IsWanted(source, name, others, rejects), unnoted, cancellation,
                    listings: survey.Listings))
                    survey.Take(file, others);
            }
        }

        survey.Tell(others, rejects);
        return survey;
    }

    /// <summary>What is said of a photo in a file of the same name, or null.</summary>
    public PictureCaption? Caption(string source, string name) => _captions.GetValueOrDefault((source, SourceNames.WithoutExtension(name)));

    // As reading it for its names would do, and its photos are hashed on the way.
    void TakeArchive(string source, SourceMemory memory, List<(string, string)> others, RejectLog rejects, CancellationToken cancellation)
    {
        var archive = new RememberedArchive(FileStamp.Of(new FileInfo(source)));
        using var faults = new RejectLog(archive.Rejects.Add);
        foreach (SourceFile file in SourceFiles.Read([source], IsRead, faults, cancellation))
        {
            if (PictureFiles.IsPicture(file))
                archive.Files.Add((file.Name, SHA256.HashData(file.Bytes)));
            if (!SourceNames.IsPicture(file.Name))
                Take(file, others);
        }

        archive.Rejects.RemoveAll(reject => reject.Kind != RejectKind.Source && !PictureFiles.IsExpected(reject.Name));
        // What could not be read now may be readable the next time.
        if (!archive.Rejects.Exists(reject => reject.Kind == RejectKind.Source))
            memory.Archives[source] = archive;

        bool IsRead(string name)
        {
            bool isWanted = IsWanted(source, name, others, rejects), isPicture = SourceNames.IsPicture(name);
            if (!isPicture)
                archive.Files.Add((name, null));
            return isWanted || isPicture;
        }
    }

    static bool HasToBeRead(string name) => SourceNames.MayBePicture(name) || SourceNames.IsCaption(name) || SourceNames.IsTable(name);

    bool IsWanted(string source, string name, List<(string, string)> others, RejectLog rejects)
    {
        if (SourceNames.IsPicture(name))
        {
            Photos.Add((source, name));
            return false;
        }

        if (SourceNames.IsTable(name) && Presence.OfFolder(source))
        {
            Tables.Add(Path.Combine(source, name));
            return false;
        }

        if (SourceNames.IsArchive(name))
        {
            rejects.Add(new RejectedEntry(source, name, "It is an archive within the source, and is not opened. Take it out and name it as a source.",
                RejectKind.Source));
            return false;
        }

        if (HasToBeRead(name))
            return true;
        others.Add((source, name));
        return false;
    }

    void Take(SourceFile file, List<(string, string)> others)
    {
        if (SourceNames.IsTable(file.Name))
            ArchivedTables.Add(file);
        else if (SourceNames.MayBePicture(file.Name) && PictureFiles.LooksLikePicture(file.Bytes))
            Photos.Add((file.Source, file.Name));
        else if (SourceNames.IsCaption(file.Name) && PictureCaption.Read(file) is { } caption)
        {
            _captionFiles.Add((file.Source, file.Name));
            (string, string) key = (file.Source, SourceNames.WithoutExtension(file.Name));
            _captions[key] = _captions.TryGetValue(key, out PictureCaption? other) ? other.With(caption) : caption;
        }
        else
            others.Add((file.Source, file.Name));
    }

    void Tell(List<(string Source, string Name)> others, RejectLog rejects)
    {
        var photos = new HashSet<(string, string)>(Photos.Select(photo => (photo.Source, SourceNames.WithoutExtension(photo.Name))));
        foreach ((string Source, string Name) alone in _captionFiles.Where(file => !photos.Contains((file.Source, SourceNames.WithoutExtension(file.Name)))))
        {
            _captions.Remove((alone.Source, SourceNames.WithoutExtension(alone.Name)));
            others.Add(alone);
        }

        if (others.Count > 0)
        {
            string names = string.Join(", ", others.Take(LongestNames).Select(other => other.Name)) + (others.Count > LongestNames ? " and others" : "");
            rejects.Note($"{(others.Count == 1 ? "1 file is no photo and was" : $"{others.Count:N0} files are no photos and were")} passed over: {names}.");
            if (others.FirstOrDefault(other => s_otherTables.Any(form => other.Name.EndsWith(form, StringComparison.OrdinalIgnoreCase))).Name is { } table)
                rejects.Note($"{table} may be a table of the photos, but a table is read as CSV or TSV. Save it as CSV to have its rows.");
        }
    }
}
