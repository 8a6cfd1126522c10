using System.Diagnostics;
using Microsoft.ML;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Transforms;

public sealed class AnotherProcessTests
{
    [Test]
    public void A_saved_chain_answers_the_same_in_another_process_without_the_model_files()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(Directory.CreateDirectory(folder["models"]).FullName);
        QueryRow[] queries = WholeChain.Queries(folder.Path);
        var context = new MLContext();
        IDataView data = context.Data.LoadFromEnumerable(queries);
        string expected;
        using (FashionPipeline pipeline = FashionPipeline.Load(folder["models"]))
        {
            WholeChain.WriteIndex(pipeline, folder["index"]);
            ITransformer chain = WholeChain.Make(context, pipeline.Models, folder["index"]).Fit(data);
            context.Model.Save(chain, data.Schema, folder["chain.zip"]);
            expected = ScoreSavedChain.Write(chain.Transform(data));
        }

        Directory.Delete(folder["models"], recursive: true);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [
            "exec", typeof(AnotherProcessTests).Assembly.Location, ScoreSavedChain.Verb, folder["chain.zip"], folder.Path, folder["answers.txt"]])
        {
            RedirectStandardError = true,
        })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
        Assert.That(File.ReadAllText(folder["answers.txt"]), Is.EqualTo(expected));
        Assert.That(expected, Does.Contain("NeighbourIds: i"));
    }
}
