namespace MlNetFashion.Web;

/// <summary>What somebody sent by a form of the page.</summary>
/// <param name="form">The form, which was checked to come from this page.</param>
/// <param name="file">Its picture; null for none.</param>
sealed class PageForm(IFormCollection form, UploadedFile? file)
{
    /// <summary>A text without spaces around it; null where it is empty.</summary>
    public string? Text(string name)
    {
        string text = form[name].FirstOrDefault()?.Trim() ?? "";
        if (text.Length > RequestFields.LongestText)
            throw new RefusedException(400, $"That is longer than {RequestFields.LongestText:N0} characters. Say it in fewer words.");
        return text.Length > 0 ? text : null;
    }

    /// <summary>A whole number; null where there is none.</summary>
    public int? Number(string name) => int.TryParse(Text(name), out int number) ? number : null;

    /// <summary>The picture; null where none was chosen.</summary>
    public UploadedFile? File => file;
}
