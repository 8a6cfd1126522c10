using System.Text.RegularExpressions;

namespace MlNetFashion.Tests.Documents;

/// <summary>A page of the repository's documents, and the code in it.</summary>
sealed partial class MarkdownPage
{
    readonly string _name;
    readonly string _text;

    /// <summary>Reads a page.</summary>
    /// <param name="name">Its path in the repository.</param>
    public MarkdownPage(string name) => (_name, _text) = (name, File.ReadAllText(Path.Combine(Repository.Root, name)).ReplaceLineEndings("\n"));

    /// <summary>README.md, docs/*.md, and the pages beside what they are of.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "onnx/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
                .Select(project => Path.Combine(project, "README.md")).Where(File.Exists))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The page as it is.</summary>
    public string Text => _text;

    /// <summary>The fenced blocks of a language, first to last.</summary>
    public string[] Blocks(string language) =>
        [.. Fenced().Matches(_text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value)];

    /// <summary>The commands of the bash blocks: a line each, those joined by &amp;&amp; apart, without comments.</summary>
    public string[] CommandLines() => [.. Blocks("bash").SelectMany(Commands)];

    /// <summary>What the text between the blocks calls by name: `fashion …`, without what it leaves out.</summary>
    public string[] MentionedCommands() =>
        [.. Mention().Matches(Fenced().Replace(_text, "")).Select(match => match.Groups[1].Value.Replace("…", "", StringComparison.Ordinal).Trim())];

    /// <summary>Files that the page links or names, relative to the repository's root.</summary>
    public string[] Files()
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, _name))!;
        return
        [
            .. Link().Matches(_text).Select(link => link.Groups[1].Value)
                .Where(link => !link.Contains("://", StringComparison.Ordinal))
                .Select(link => Path.GetFullPath(Path.Combine(folder, link))),
        ];
    }

    /// <summary>The commands of one block.</summary>
    public static string[] Commands(string block) =>
    [
        .. block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => Comment().Replace(line, "").Trim()).Where(line => line.Length > 0)
            .SelectMany(line => line.Split("&&", StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The words of a command line, without their quotes and without the files that the shell reads and writes for it.</summary>
    public static string[] Words(string line)
    {
        string[] typed = [.. Word().Matches(line).Select(word => word.Value)];
        return
        [
            .. typed.Where((word, i) => !IsRedirection(word) && (i == 0 || !IsRedirection(typed[i - 1])))
                .Select(word => word.Replace("\"", "", StringComparison.Ordinal)),
        ];

        static bool IsRedirection(string word) => word is "<" or ">" or ">>";
    }

    [GeneratedRegex("^```(?<language>\\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`fashion ([^`]*)`")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("(^|\\s+)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("(?:\"[^\"]*\"|[^\\s\"])+")]
    private static partial Regex Word();
}
