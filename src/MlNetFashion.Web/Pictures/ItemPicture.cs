namespace MlNetFashion.Web;

/// <summary>The picture of an item as it is sent.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">The same for the same bytes.</param>
sealed record ItemPicture(byte[] Bytes, string Type, string Tag);
