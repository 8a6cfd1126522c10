using MlNetFashion.Images;

namespace MlNetFashion.ContactSheets;

/// <summary>Pages of pictures that one is glad to look at: the answer to a search, or a grid of generated pictures.</summary>
public static class ContactSheet
{
    /// <summary>Renders the answer to a search: what was asked, what was understood, and what was found, with ranks, titles and scores.</summary>
    /// <param name="content">Any texts and pictures; missing ones are left out or get a placeholder.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There are so many items that the sheet would exceed 40 million pixels.</exception>
    public static RgbImage Render(ContactSheetContent content, ContactSheetOptions? options = null) => new ContactSheetPage(content, Checked(options)).Render();

    /// <summary>Renders rows of pictures with captions.</summary>
    /// <param name="grid">Rows may differ in length.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There are so many pictures that the sheet would exceed 40 million pixels.</exception>
    public static RgbImage Render(ContactSheetGrid grid, ContactSheetOptions? options = null) => new ContactSheetGridPage(grid, Checked(options)).Render();

    static ContactSheetOptions Checked(ContactSheetOptions? options)
    {
        options ??= new ContactSheetOptions();
        options.Check();
        return options;
    }
}
