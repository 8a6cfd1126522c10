using MlNetFashion.Images;
using MlNetFashion.Notebooks;

namespace MlNetFashion.Querying;

/// <summary>A generated picture of what was understood.</summary>
/// <param name="Image">The picture, <see cref="Models.FashionModels.GeneratedSize"/> square.</param>
/// <param name="Number">Which noise of the seed it was drawn from, from 0.</param>
/// <param name="Cosine">Of its image embedding with the query's, −1 to 1: how well it fits, as the image encoder judges items of a catalogue.</param>
[TypeFormatterSource(typeof(AnswerFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record DrawnPicture(RgbImage Image, int Number, float Cosine);
