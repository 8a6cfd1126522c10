using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>A SHA-256 of texts: two lists of ids are the same when theirs is.</summary>
static class IdFingerprint
{
    /// <summary>Of ids in any order.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(IEnumerable<string> ids) => OfSequence(ids.Order(StringComparer.Ordinal));

    /// <summary>Of texts in their order; where one ends and the next begins counts.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string OfSequence(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
