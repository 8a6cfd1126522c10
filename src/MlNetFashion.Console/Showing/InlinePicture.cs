using System.Text;
using MlNetFashion.Images;

namespace MlNetFashion.Tool;

/// <summary>A picture in the text of a terminal that can show real ones.</summary>
static class InlinePicture
{
    // Kitty takes at most so much in one escape.
    const int KittyChunk = 4096;

    /// <summary>What the environment says of the terminal.</summary>
    /// <param name="variable">Gives an environment variable, or null.</param>
    public static InlineProtocol Protocol(Func<string, string?> variable)
    {
        // Inside a multiplexer the escapes would not reach the terminal, though its variables do.
        if (variable("TMUX") is { Length: > 0 } || variable("STY") is { Length: > 0 })
            return InlineProtocol.None;
        return (variable("TERM"), variable("TERM_PROGRAM"), variable("KITTY_WINDOW_ID")) switch
        {
            (_, "iTerm.app" or "WezTerm", _) => InlineProtocol.ITerm,
            ("xterm-kitty" or "xterm-ghostty", _, _) or (_, "ghostty", _) or (_, _, { Length: > 0 }) => InlineProtocol.Kitty,
            _ => InlineProtocol.None,
        };
    }

    /// <summary>The escapes that show a picture.</summary>
    public static string Escapes(RgbImage picture, InlineProtocol protocol)
    {
        byte[] png = ImageCodec.EncodePng(picture);
        string base64 = Convert.ToBase64String(png);
        if (protocol == InlineProtocol.ITerm)
            return $"\e]1337;File=inline=1;size={png.Length};preserveAspectRatio=1:{base64}\a\n";
        var escapes = new StringBuilder();
        for (int start = 0; start < base64.Length; start += KittyChunk)
        {
            int length = Math.Min(KittyChunk, base64.Length - start);
            escapes.Append("\e_G").Append(start == 0 ? "a=T,f=100,q=2," : "").Append(start + length < base64.Length ? "m=1;" : "m=0;")
                .Append(base64, start, length).Append("\e\\");
        }

        return escapes.Append('\n').ToString();
    }
}
