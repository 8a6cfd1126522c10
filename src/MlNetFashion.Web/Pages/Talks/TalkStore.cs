using System.Buffers.Text;
using System.Security.Cryptography;
using MlNetFashion.Conversations;

namespace MlNetFashion.Web;

/// <summary>The conversations of all shoppers: so many, and the one that was used longest ago goes first.</summary>
sealed class TalkStore(ShopWork work, ServeOptions options)
{
    const string Gone = "This conversation is kept no longer, or is another shopper's: newer ones took its place, or the shop was opened anew. "
        + "Start a new one.";

    // So many of one shopper are listed and kept.
    const int MostOfOne = 20;

    readonly RecentlyUsed<string, Talk> _talks = new(Math.Max(1, options.Conversations));

    /// <summary>A name that nobody guesses.</summary>
    public static string NewName() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Begins a conversation.</summary>
    public Talk Begin(string shopper)
    {
        var talk = new Talk(NewName(), shopper);
        _talks.Keep(talk.Id, talk);
        foreach (Talk old in Of(shopper).Skip(MostOfOne))
            _talks.Remove(old.Id);
        return talk;
    }

    /// <summary>A shopper's conversation.</summary>
    /// <exception cref="RefusedException">There is none, or it is another's.</exception>
    public Talk Find(string id, string shopper) => _talks.Find(id) is { } talk && talk.Shopper == shopper ? talk : throw new RefusedException(404, Gone);

    /// <summary>A shopper's conversations, the last one first.</summary>
    public IReadOnlyList<Talk> Of(string shopper) => [.. _talks.All().Where(talk => talk.Shopper == shopper).OrderByDescending(talk => talk.Touched)];

    /// <summary>Goes on with a conversation when a place is free.</summary>
    public async Task ChangeAsync(Talk talk, Func<Conversation, Conversation> change, string said, CancellationToken cancellation)
    {
        await talk.Turn.WaitAsync(cancellation);
        try
        {
            await work.SearchAsync((pipeline, index) =>
            {
                talk.Change(pipeline, index, change, said);
                return true;
            }, cancellation);
        }
        finally
        {
            talk.Turn.Release();
        }
    }
}
