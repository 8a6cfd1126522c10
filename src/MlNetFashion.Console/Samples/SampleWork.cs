using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool;

/// <summary>The sample catalogue, drawn where people see how far it is.</summary>
static class SampleWork
{
    /// <summary>The index that is searched when none is named.</summary>
    public static SampleIndex SampleIndex(this Terminal terminal, FashionPipeline pipeline) => new(pipeline, draw =>
        terminal.Work("Drawing and indexing the sample catalogue, once", MlNetFashion.SampleIndex.Items, meter =>
        {
            draw(new DirectProgress<IndexingProgress>(so => meter.Report(so.Indexed)));
            return true;
        }));
}
