using MlNetFashion.Models;

namespace MlNetFashion.Web;

/// <summary>What is served, to whom, and how much of it at once.</summary>
sealed record ServeOptions
{
    /// <summary>The section of the configuration, and what its members are called on the command line.</summary>
    public const string Section = "fashion";

    /// <summary>The variable that holds the key, which a list of processes would show on a command line.</summary>
    public const string KeyVariable = "FASHION_KEY";

    /// <value>The folder of the index; null for the sample catalogue.</value>
    public string? Index { get; init; }

    /// <value>The folder of the photos that were indexed, to show them large; null to show what the index keeps.</value>
    public string? Photos { get; init; }

    /// <value>The folder of models; null for those that come with the program.</value>
    public string? Models { get; init; }

    /// <value>The path of a lexicon; null for the shipped one.</value>
    public string? Lexicon { get; init; }

    /// <value>Where models run. The default is a card where there is one.</value>
    public ExecutionProvider Device { get; init; }

    /// <value>The name or address that is listened on. The default is this computer alone.</value>
    public string Host { get; init; } = "localhost";

    /// <value>The port; 0 for one that is free. The default is 5080.</value>
    public int Port { get; init; } = 5080;

    /// <value>What callers from elsewhere have to know; null for nothing.</value>
    public string? Key { get; init; }

    /// <value>Whether others may come in without a key.</value>
    public bool Open { get; init; }

    /// <value>Requests that one client may make in a minute, pictures of items not counted; 0 for any number. The default is 600.</value>
    public int RequestsPerMinute { get; init; } = 600;

    /// <value>Requests that wait for a model before others are turned away, 0 or more. The default is 64.</value>
    public int Waiting { get; init; } = 64;

    /// <value>Conversations that are kept in memory, of all shoppers together, 1 or more. The default is 400.</value>
    public int Conversations { get; init; } = 400;

    /// <value>The file that thumbs up and down are added to; null to keep none.</value>
    public string? Feedback { get; init; }

    /// <value>An evaluation to be shown, a file of <c>fashion evaluate --save</c>; null for none.</value>
    public string? Evaluation { get; init; }

    /// <value>The file of its queries, for their words; null for their ids alone.</value>
    public string? Queries { get; init; }

    /// <value>Where metrics and traces go. The default is nowhere.</value>
    public TelemetryExporter Telemetry { get; init; }

    /// <summary>Whether only this computer can come in.</summary>
    public bool IsLocal => Host is "localhost" or "127.0.0.1" or "::1" or "[::1]";

    /// <summary>What the command line of the program itself may say: <c>--index DIR</c> and so on.</summary>
    public static IDictionary<string, string> Switches { get; } =
        typeof(ServeOptions).GetProperties().Where(member => member.CanWrite && member.Name != nameof(Key))
            .ToDictionary(member => $"--{member.Name.ToLowerInvariant()}", member => $"{Section}:{member.Name}");

    /// <summary>Reads what was configured.</summary>
    public static ServeOptions Of(IConfiguration configuration)
    {
        ServeOptions options = configuration.GetSection(Section).Get<ServeOptions>() ?? new ServeOptions();
        return options with { Key = options.Key ?? (configuration[KeyVariable] is { Length: > 0 } key ? key : null) };
    }

    /// <summary>Sees that nobody is let in by mistake.</summary>
    /// <exception cref="ArgumentException">Others could come in, and there is neither a key nor the wish that there be none;
    /// or a number is out of range.</exception>
    public ServeOptions Checked()
    {
        if (Port is < 0 or > 65535)
            throw new ArgumentException($"A port is 0 to 65535, but {Port} was given.");
        if (RequestsPerMinute < 0 || Waiting < 0)
            throw new ArgumentException("A limit is 0 or more.");
        if (Key is { Length: < 16 })
            throw new ArgumentException($"The key has {Key.Length} characters; give it 16 or more, so that nobody guesses it.");
        if (!IsLocal && Key is null && !Open)
            throw new ArgumentException($"\"{Host}\" lets other computers in. Put a key into the environment variable {KeyVariable}, or say --open.");
        return this;
    }
}
