namespace MlNetFashion.Tool;

/// <summary>How a terminal takes a picture in its text, where the environment says that it does.</summary>
enum InlineProtocol
{
    /// <summary>It does not, or nobody knows.</summary>
    None,

    /// <summary>Kitty's graphics protocol: kitty, Ghostty.</summary>
    Kitty,

    /// <summary>iTerm2's inline images: iTerm2, WezTerm.</summary>
    ITerm,
}
