using System.Globalization;

namespace MlNetFashion.Stores;

/// <summary>The keys of a catalogue in Garnet.</summary>
/// <remarks>The manifest is the value of three keys on as many thirds of the slots: a node that is down does not hide the catalogue. Each shard has a tag
/// of its own, and between its braces all its keys: <c>:v</c> the vector set, <c>:i:ID</c> an item, <c>:p:ID</c> its picture and <c>:l:N</c> the ids of
/// up to <see cref="IdsOfList"/> items, which are written before these items, so that whatever is there can be found and removed.</remarks>
static class GarnetKeys
{
    /// <summary>Copies of the manifest.</summary>
    public const int Copies = 3;

    /// <summary>Ids of one list.</summary>
    public const int IdsOfList = 500;

    public static string Alias(string name, int copy) => $"fashion:{{{HashSlots.Tag(name, copy, Copies)}}}:alias";

    /// <summary>There while somebody publishes.</summary>
    public static string Lock(string name) => $"fashion:{{{HashSlots.Tag(name, 0, Copies)}}}:lock";

    /// <summary>Tags of versions that are being written or removed: what is found there at the next publishing is removed.</summary>
    public static string Journal(string name) => $"fashion:{{{HashSlots.Tag(name, 0, Copies)}}}:journal";

    public static string Tag(string name, string version, int shard, int shards) => HashSlots.Tag($"{name}.{version}", shard, shards);

    public static string Vectors(string tag) => $"fashion:{{{tag}}}:v";

    public static string Item(string tag, string id) => $"fashion:{{{tag}}}:i:{id}";

    public static string Picture(string tag, string id) => $"fashion:{{{tag}}}:p:{id}";

    public static string List(string tag, int number) => string.Create(CultureInfo.InvariantCulture, $"fashion:{{{tag}}}:l:{number}");
}
