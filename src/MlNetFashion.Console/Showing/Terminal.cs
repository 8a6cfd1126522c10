using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlNetFashion.Text;
using Spectre.Console;

namespace MlNetFashion.Tool;

/// <summary>Where a command writes: results on standard output, everything else on standard error.</summary>
/// <param name="output">Standard output, for lines that programs read.</param>
/// <param name="error">Standard error.</param>
/// <param name="screen">Standard output for people; made when it is first used, because finding out what a terminal can do takes time.</param>
/// <param name="messages">Standard error for people.</param>
sealed class Terminal(TextWriter output, TextWriter error, Func<IAnsiConsole> screen, Func<IAnsiConsole> messages)
{
    // Wide enough for a table in a file or a pipe, which have no width of their own.
    const int WidthWithoutTerminal = 120;

    readonly Lazy<IAnsiConsole> _screen = new(screen), _messages = new(messages);

    /// <summary>Standard output. What steers a terminal does not pass.</summary>
    public TextWriter Output { get; } = new SafeWriter(output);

    /// <summary>Standard error. What steers a terminal does not pass.</summary>
    public TextWriter Error { get; } = new SafeWriter(error);

    public IAnsiConsole Screen => _screen.Value;

    /// <summary>Whether a picture can be drawn on the screen: it has colours, and characters that are half a cell high.</summary>
    public bool CanShowPictures => Screen.Profile.Capabilities is { Unicode: true, Ansi: true, ColorSystem: >= ColorSystem.EightBit };

    /// <summary>The terminal that the process was started from.</summary>
    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, () => Make(Console.Out, Console.IsOutputRedirected), () =>
            Make(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>One JSON object as a line on standard output.</summary>
    public void WriteJson(Action<Utf8JsonWriter> members) => WriteLine(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    /// <summary>A value as a line of JSON on standard output.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">How it is written.</param>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => WriteLine(json => JsonSerializer.Serialize(json, value, type));

    /// <summary>Says on standard error what went wrong: one red line, however long, because a wrapped one is several to whoever reads a log.</summary>
    public void Fail(string sentence) => WriteLine(sentence, Color.Red);

    /// <summary>Says on standard error what a person should know.</summary>
    public void Note(string sentence) => WriteLine(sentence, Color.Olive);

    /// <summary>Does long work, showing how far it is where a person can see it.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How much there is to do, or null where nobody knows.</param>
    /// <param name="work">The work; it reports to the meter.</param>
    public T Work<T>(string title, double? total, Func<Meter, T> work)
    {
        if (_messages.Value.Profile.Capabilities is not { Interactive: true, Ansi: true })
            return work(new Meter(null, title));
        ProgressColumn[] columns = total is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return _messages.Value.Progress().AutoClear(true).Columns(columns).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total ?? double.MaxValue);
            task.IsIndeterminate = total is null;
            return work(new Meter(task, title));
        });
    }

    /// <summary>Writes what has escapes of its own, as pictures and underlined words have;
    /// texts in it were made safe before (<see cref="SafeText"/>).</summary>
    public void WriteEscapes(string text) => output.Write(text);

    void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, SafeText.JsonLine))
            write(json);
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    void WriteLine(string sentence, Color colour)
    {
        sentence = SafeText.OneLine(sentence);
        if (_messages.Value.Profile.Capabilities.Ansi)
            error.WriteLine($"\e[{(colour == Color.Red ? 31 : 33)}m{sentence}\e[0m");
        else
            error.WriteLine(sentence);
    }

    static IAnsiConsole Make(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            // Spectre looks at standard input too; a question is never asked here, so only the output counts.
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected && Environment.GetEnvironmentVariable("COLUMNS") is null)
            console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
