using System.Text.Json;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;
using Spectre.Console.Testing;

namespace MlNetFashion.Tests.Commands;

/// <summary><c>fashion serve</c> answers programs what the other commands answer.</summary>
public sealed class ServeTests
{
    [Test]
    public async Task Every_address_answers_the_line_of_its_command()
    {
        using var stop = new CancellationTokenSource();
        var told = new TaskCompletionSource<string>();
        Task<int> serving = Task.Run(() => Program.Run(["serve", "--port", "0", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder],
            Listening(told), stop.Token));
        string line = await (await Task.WhenAny(told.Task, serving.ContinueWith(ended => $"It ended with {ended.Result}."))).ConfigureAwait(false);
        Assert.That(line, Does.StartWith("Open http://localhost:"));
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[1]) };
        string[] where = ["--index", SmallCatalogue.Index, "--models", TinyModels.Folder, "--json"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lines(await client.GetStringAsync("/api/search?q=red+dress&top=4")), Is.EqualTo(Lines(Output("search", "red dress", "--top", "4"))));
            Assert.That(Lines(await client.GetStringAsync("/api/complete?q=dre")), Is.EqualTo(Lines(Output("complete", "dre"))));
            Assert.That(Lines(await client.GetStringAsync("/api/understand?q=a+blue+shirt,+no+stripes")),
                Is.EqualTo(Lines(ToolRun.Of("understand", "a blue shirt, no stripes", "--models", TinyModels.Folder, "--json").Output)));
        }

        await stop.CancelAsync();
        Assert.That(await serving, Is.EqualTo(ExitCode.Cancelled));

        string Output(params string[] command) => ToolRun.Of([.. command, .. where]).Succeeded().Output;
    }

    [Test]
    public void A_port_that_is_taken_is_told()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        ToolRun run = ToolRun.Of("serve", "--host", "127.0.0.1", "--port", $"{port}", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.ErrorLine, Is.EqualTo($"Port {port} cannot be listened on: another program may have it. Name another with --port."));
        }
    }

    [Test]
    public void Others_are_not_let_in_by_mistake() => Assert.That(
        ToolRun.Of("serve", "--host", "0.0.0.0", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder).ErrorLine, Does.Contain("--open"));

    // The interface adds notes, which the tool writes on standard error; several lines come as a list.
    static string[] Lines(string json)
    {
        IEnumerable<JsonElement> lines = json.StartsWith('[') ? JsonDocument.Parse(json).RootElement.EnumerateArray()
            : json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
        return [.. lines.Select(line => string.Join(',', line.EnumerateObject().Where(member => member.Name != "notes")
            .Select(member => $"{member.Name}:{member.Value.GetRawText()}")))];
    }

    static Terminal Listening(TaskCompletionSource<string> told) =>
        new(new FirstLine(told), TextWriter.Null, () => new TestConsole(), () => new TestConsole());

    sealed class FirstLine(TaskCompletionSource<string> told) : StringWriter
    {
        public override void Write(ReadOnlySpan<char> buffer)
        {
            base.Write(buffer);
            Look();
        }

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char value)
        {
            base.Write(value);
            Look();
        }

        void Look()
        {
            if (ToString() is var written && written.EndsWith('\n'))
                told.TrySetResult(written.Trim());
        }
    }
}
