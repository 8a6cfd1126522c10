using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>What lies in sources, by name, before any photo is read: which photos there are decides how they and the rows of a table belong together.</summary>
sealed class SourceSurvey
{
    const int LongestNames = 5;

    readonly Dictionary<(string Source, string Path), PictureCaption> _captions = [];

    SourceSurvey(IReadOnlyList<string> sources) => Sources = sources;

    /// <summary>The sources, as they were named.</summary>
    public IReadOnlyList<string> Sources { get; }

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
    public static SourceSurvey Of(IReadOnlyList<string> sources, RejectLog rejects, CancellationToken cancellation)
    {
        var survey = new SourceSurvey(sources);
        var others = new List<(string Source, string Name)>();
        // What is wrong with a file is noted when the photos are read.
        var unnoted = new RejectLog();
        foreach (string source in sources)
        {
            foreach (SourceFile file in SourceFiles.Read([source], name => survey.IsWanted(source, name, others, rejects), unnoted, cancellation))
                survey.Take(file, others);
        }

        survey.Tell(others, rejects);
        return survey;
    }

    /// <summary>What is said of a photo in a file of the same name, or null.</summary>
    public PictureCaption? Caption(string source, string name) => _captions.GetValueOrDefault((source, SourceNames.WithoutExtension(name)));

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

        if (SourceNames.MayBePicture(name) || SourceNames.IsCaption(name) || SourceNames.IsTable(name))
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
            (string, string) key = (file.Source, SourceNames.WithoutExtension(file.Name));
            _captions[key] = _captions.TryGetValue(key, out PictureCaption? other) ? other.With(caption) : caption;
        }
        else
            others.Add((file.Source, file.Name));
    }

    void Tell(List<(string Source, string Name)> others, RejectLog rejects)
    {
        var photos = new HashSet<(string, string)>(Photos.Select(photo => (photo.Source, SourceNames.WithoutExtension(photo.Name))));
        foreach ((string Source, string Path) alone in _captions.Keys.Where(key => !photos.Contains(key)).ToArray())
        {
            _captions.Remove(alone);
            others.Add(alone);
        }

        if (others.Count > 0)
        {
            string names = string.Join(", ", others.Take(LongestNames).Select(other => other.Name)) + (others.Count > LongestNames ? " and others" : "");
            rejects.Note($"{(others.Count == 1 ? "1 file is no photo and was" : $"{others.Count:N0} files are no photos and were")} passed over: {names}.");
        }
    }
}
