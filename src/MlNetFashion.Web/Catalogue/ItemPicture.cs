namespace MlNetFashion.Web;

/// <summary>The picture of an item as it is sent.</summary>
/// <param name="Png">Its bytes.</param>
/// <param name="Tag">The same for the same bytes.</param>
sealed record ItemPicture(byte[] Png, string Tag);
