using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Pretraining;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Pretraining;

public sealed class MaskedLanguageModelTests
{
    static readonly BertOptions s_options = TextEncoderOptions.Tiny(50).Bert;

    [Test]
    public void ParametersOfTheHeadAreCalledAsInTheOriginalAndTheDecoderIsTheWordEmbeddings()
    {
        using var model = new MaskedLanguageModel(s_options);
        string[] names = [.. model.named_parameters().Select(parameter => parameter.name)];
        Assert.That(names.Where(name => !name.StartsWith("bert.", StringComparison.Ordinal)), Is.EquivalentTo((string[])
        [
            "cls.predictions.bias", "cls.predictions.transform.dense.weight", "cls.predictions.transform.dense.bias",
            "cls.predictions.transform.LayerNorm.weight", "cls.predictions.transform.LayerNorm.bias",
        ]));
        Assert.That(names.Count(name => name.EndsWith("word_embeddings.weight", StringComparison.Ordinal)), Is.EqualTo(1));
        using var bert = new BertModel(s_options);
        Assert.That(names.Where(name => name.StartsWith("bert.", StringComparison.Ordinal)),
            Is.EquivalentTo(bert.named_parameters().Select(parameter => $"bert.{parameter.name}")));
    }

    [Test]
    public void PredictionsAreThoseOfTheOriginalsFormulaAtThePlacesAskedFor()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        torch.random.manual_seed(5);
        var model = new MaskedLanguageModel(s_options);
        model.eval();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
            parameter.add_(randn_like(parameter) * 0.3); // biases and norms must not be 0 and 1
        Dictionary<string, Tensor> p = model.state_dict();
        Tensor ids = tensor((long[])[2, 10, 4, 3, 2, 20, 3, 0], [2, 4]), mask = tensor((long[])[1, 1, 1, 1, 1, 1, 1, 0], [2, 4]);

        Tensor x = model.Bert.forward(ids, mask, null).Tensor[TensorIndex.Tensor(tensor((long[])[0, 1])), TensorIndex.Tensor(tensor((long[])[2, 1]))];
        x = x.matmul(p["cls.predictions.transform.dense.weight"].t()) + p["cls.predictions.transform.dense.bias"];
        x = 0.5 * x * (1 + erf(x / Math.Sqrt(2)));
        x = (x - x.mean([1], true)) / (x.var(1, false, true) + 1e-12).sqrt() * p["cls.predictions.transform.LayerNorm.weight"]
            + p["cls.predictions.transform.LayerNorm.bias"];
        Tensor expected = x.matmul(p["bert.embeddings.word_embeddings.weight"].t()) + p["cls.predictions.bias"];

        Tensor actual = model.Predict(ids, mask, tensor((long[])[2, 5]));
        Assert.That(actual.shape, Is.EqualTo((long[])[2, 50]));
        Assert.That((actual - expected).abs().max().item<float>(), Is.LessThan(1e-4));
    }
}
