using MlNetFashion.Conversations;

namespace MlNetFashion.Web;

/// <summary>What the Chat tab shows.</summary>
/// <param name="Talk">The conversation.</param>
/// <param name="Others">The shopper's other conversations.</param>
/// <param name="Chips">What is wanted.</param>
/// <param name="Drawing">The name of the pictures that can be drawn of it; null where nothing can be drawn.</param>
/// <param name="Captions">What each of them shows, as many as there are.</param>
/// <param name="KeepsThumbs">Whether thumbs are kept.</param>
public sealed record ChatView(Talk Talk, IReadOnlyList<Talk> Others, IReadOnlyList<Chip> Chips, string? Drawing, IReadOnlyList<string> Captions, bool KeepsThumbs)
{
    /// <summary>Where it stands.</summary>
    public Conversation Now => Talk.Now!;

    /// <summary>Where what is said next is sent.</summary>
    public string Address => $"/chat/{Talk.Id}";

    /// <summary>An address that restores what is wanted.</summary>
    public string Link => $"/open?s={StateLink.Write(Now.State)}";
}
