using MlNetFashion.Models;
using MlNetFashion.Training.Export;

namespace MlNetFashion.Training.Tagger;

/// <summary>What is exported of a tagger.</summary>
static class TaggerExport
{
    /// <summary>The text tagger.</summary>
    /// <param name="export">Writes it.</param>
    /// <param name="tagger">What was trained.</param>
    /// <param name="vocabularySize">Ids are drawn below it when the file is compared with the module.</param>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel TextTagger(this ModelExport export, TextTagger tagger, int vocabularySize) =>
        export.Write(ModelRole.TextTagger, tagger, ExampleInputs.Texts(vocabularySize));
}
