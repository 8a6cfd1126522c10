using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Batch;

/// <summary>Names a shard by what it is made of: the models, and each item's place among the others, id, title, attributes and photo.</summary>
sealed class ShardHash : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ShardHash(ModelFingerprint models) => Add(models.ToString());

    public void Add(HashedEntry entry)
    {
        Add(entry.Entry.Item.Id);
        Add(entry.Entry.Item.Title);
        Add(AttributeJson.Write(entry.Entry.Item.Attributes));
        Add(entry.PhotoSha256);
    }

    /// <summary>32 hexadecimal digits of what was added so far.</summary>
    public string Name() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 16));

    public void Dispose() => _hash.Dispose();

    // With its length: "ab" and "c" are not "a" and "bc".
    void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes(bytes.Length));
        _hash.AppendData(bytes);
    }
}
