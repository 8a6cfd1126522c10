using Microsoft.AspNetCore.Antiforgery;
using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary>Reads forms of the page, and refuses those that another site made a browser send.</summary>
sealed class PageForms(RequestReader reader, IAntiforgery antiforgery, ShopWork work)
{
    /// <summary>Reads a form.</summary>
    /// <exception cref="RefusedException">It is too large, damaged, or not of this page.</exception>
    public async Task<PageForm> ReadAsync(HttpContext context)
    {
        (IFormCollection form, UploadedFile? file) = await reader.FormAsync(context.Request);
        try
        {
            await antiforgery.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            throw new RefusedException(400, "This page was open when the shop was opened anew, or the form came from elsewhere. "
                + "Load the page again, and try once more.");
        }

        return new PageForm(form, file);
    }

    /// <summary>The picture of a form, decoded; null where none was chosen.</summary>
    /// <exception cref="RefusedException">It is none, or too large.</exception>
    public Task<RgbImage?> PictureAsync(PageForm form, CancellationToken cancellation) => work.DecodeAsync(form.File, cancellation);
}
