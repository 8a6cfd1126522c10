using System.Globalization;
using MlNetFashion.Answers;
using MlNetFashion.ContactSheets;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using Spectre.Console;

namespace MlNetFashion.Tool.Commands;

/// <summary>Shows a conversation: sentences, a numbered table, and pictures where the terminal has any; or a line of JSON a turn.</summary>
sealed class ChatScreen(Terminal terminal, EmbeddingIndex index, bool json)
{
    // Two rows of five fit into a terminal of 110 columns.
    const int CellsAcross = 20;

    /// <summary>Pictures of what was understood that are shown.</summary>
    public const int PicturesShown = 4;

    readonly InlineProtocol _protocol = json || Console.IsOutputRedirected ? InlineProtocol.None : InlinePicture.Protocol(Environment.GetEnvironmentVariable);

    /// <summary>Whether programs read it.</summary>
    public bool IsJson => json;

    /// <summary>Shows where a conversation stands.</summary>
    /// <param name="said">What was said last.</param>
    /// <param name="talk">The conversation after it.</param>
    /// <param name="withItems">Show people the items, too; programs are always told them.</param>
    public void Show(string said, Conversation talk, bool withItems)
    {
        if (json)
        {
            terminal.WriteJson(TurnLine.Of(said, talk), AnswerJson.Default.TurnLine);
            return;
        }

        terminal.Output.WriteLine(SafeText.OneLine(talk.Answer));
        if (!withItems || talk.Results.Count == 0)
            return;
        if (_protocol != InlineProtocol.None)
            terminal.WriteEscapes(InlinePicture.Escapes(Sheet(talk), _protocol));
        else if (terminal.CanShowPictures)
            Draw(talk);
        terminal.Screen.Write(NeighbourTable.Make(talk.Results, terminal.Screen.Profile.Width));
        if (talk.FirstPlace > 1)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Places {talk.FirstPlace} to {talk.FirstPlace + talk.Results.Count - 1}."));
    }

    /// <summary>Answers a command.</summary>
    public void Tell(string said, string answer)
    {
        if (json)
        {
            terminal.WriteJson(line =>
            {
                line.WriteString("said", said);
                line.WriteString("answer", answer);
            });
        }
        else
        {
            terminal.Output.WriteLine(answer);
        }
    }

    /// <summary>What is shown as a picture.</summary>
    public RgbImage Sheet(Conversation talk) => ContactSheet.Render(new ContactSheetContent
    {
        Query = talk.State.Text ?? "",
        Understood = Understood(talk),
        Items = [.. talk.Results.Select((found, place) => new ContactSheetItem($"{place + 1}. {Title(found)}", found.Score, index.Thumbnail(found.Position)))],
        Note = string.Join(" → ", talk.Turns.Select(turn => turn.Said).Where(said => said.Length > 0)),
    });

    // What was understood stands first, as the contact sheet has it.
    void Draw(Conversation talk)
    {
        if (Understood(talk) is { Length: > 0 } understood)
            terminal.Screen.Write(new HalfBlockPicture(understood, CellsAcross));
        int across = Math.Max(1, (terminal.Screen.Profile.Width + 2) / (CellsAcross + 2));
        foreach ((int first, RgbImage[] row) in talk.Results.Select(found => index.Thumbnail(found.Position) ?? new RgbImage(2, 2)).Chunk(across)
            .Select((row, i) => (i * across + 1, row)))
        {
            terminal.Screen.WriteLine(string.Concat(Enumerable.Range(first, row.Length).Select(place => $"{place}".PadRight(CellsAcross + 2))).TrimEnd());
            terminal.Screen.Write(new HalfBlockPicture(row, CellsAcross));
        }
    }

    static RgbImage[] Understood(Conversation talk) => [.. (talk.Found?.Pictures ?? []).Select(picture => picture.Image)];

    static string Title(Neighbour found) => found.Item.Title.Length > 0 ? found.Item.Title : found.Id;
}
