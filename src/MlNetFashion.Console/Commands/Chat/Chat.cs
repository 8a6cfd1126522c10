using System.Globalization;
using System.Text.RegularExpressions;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>A conversation in the terminal, a line a turn.</summary>
/// <param name="terminal">Where it takes place.</param>
/// <param name="screen">Shows it.</param>
sealed partial class Chat(Terminal terminal, ChatScreen screen)
{
    /// <summary>What can be said.</summary>
    public const string Help = """
        Say what you look for, and then what should be different:
          a red dress for women · in blue instead · not striped · darker · for a wedding
          more like the second one, but sleeveless · number 3 in black · the red one · not the last one
          show me more · undo · start again · what did you understand?
        Commands: /undo  /more  /why N  /save FILE.png  /help  /quit
        """;

    /// <summary>Talks until the input ends or somebody says /quit.</summary>
    public int Run(FashionPipeline pipeline, EmbeddingIndex index, SearchOptions options, RgbImage? picture, CancellationToken cancellation)
    {
        var talk = Conversation.Start(pipeline, index, options);
        if (picture is not null)
        {
            talk = talk.Show(picture);
            screen.Show("", talk, withItems: true);
        }
        else if (Prompts)
        {
            terminal.Output.WriteLine($"{talk.Answer} /help tells how, /quit ends.");
        }

        foreach (string line in Lines())
        {
            cancellation.ThrowIfCancellationRequested();
            string said = line.Trim();
            if (said.Length == 0)
                continue;
            string command = Command(said);
            if (command is "/quit" or "/exit" or "/q")
                break;
            talk = Answer(talk, command);
        }

        return ExitCode.Done;
    }

    // What a terminal's other programs take as commands, people type here, too.
    static string Command(string said) => Leaving().IsMatch(said) ? "/quit" : Asking().IsMatch(said) ? "/help" : said;

    bool Prompts => !screen.IsJson && !Console.IsInputRedirected && !Console.IsOutputRedirected;

    IEnumerable<string> Lines()
    {
        using IEnumerator<string> lines = TextLines.OfStandardInput().GetEnumerator();
        while (true)
        {
            if (Prompts)
                terminal.Output.Write("> ");
            if (!lines.MoveNext())
                break;
            yield return lines.Current;
        }
    }

    Conversation Answer(Conversation talk, string said)
    {
        if (said[0] != '/')
            return Show(said, talk, talk.Say(said));
        string[] words = said.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string argument = words.Length > 1 ? words[1] : "";
        switch (words[0].ToLowerInvariant())
        {
            case "/undo":
                return Show(said, talk, talk.Undo());
            case "/more":
                return Show(said, talk, talk.Say("show me more"));
            case "/why":
                Tell(said, Why(talk, argument));
                break;
            case "/save":
                Tell(said, Save(talk, argument));
                break;
            case "/help":
                Tell(said, Help);
                break;
            default:
                Tell(said, $"There is no command {words[0]}. /help names them; words without / are what you look for.");
                break;
        }

        return talk;
    }

    // Who only asks something has the items before the eyes already.
    Conversation Show(string said, Conversation before, Conversation talk)
    {
        screen.Show(said, talk, withItems: talk.Results != before.Results);
        return talk;
    }

    void Tell(string said, string answer) => screen.Tell(said, answer);

    static string Why(Conversation talk, string argument)
    {
        if (!int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int place) || place < 1 || place > talk.Results.Count)
            return talk.Results.Count == 0 ? "Nothing is shown yet." : $"/why takes a number from 1 to {talk.Results.Count}, but \"{argument}\" was given.";
        Neighbour found = talk.Results[place - 1];
        return string.Join(Environment.NewLine, WhyText.Lines(found).Prepend(SafeText.OneLine(found.Item.Title)));
    }

    string Save(Conversation talk, string path)
    {
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            return "/save takes the name of a file that ends with .png.";
        try
        {
            screen.Sheet(talk).Save(path);
            return $"Contact sheet: {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The conversation goes on.
            return ErrorSentence.Of(e);
        }
    }

    [GeneratedRegex(
        @"^\W*(?:ok(?:ay)?\W+)?(?:no\W+)?(?:thanks?(?:\s+you)?(?:\s+a lot)?\W+)?"
        + @"(?:q|:q|quit|exit|bye(?:\W*bye)?|good\s*bye|close|leave|stop|end|done|i'?m done|that'?s all|see you|logout)(?:\s+(?:please|now|chat))?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leaving();

    [GeneratedRegex(@"^\W*(?:h|help(?:\s+me)?|commands|what can i (?:say|do|type)|how does (?:this|it) work)(?:\s+please)?\W*$|^\?+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asking();
}
