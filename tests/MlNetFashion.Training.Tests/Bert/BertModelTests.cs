using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Bert;

sealed class BertModelTests
{
    static readonly BertOptions s_sizes =
        new() { VocabularySize = 30, HiddenSize = 12, Layers = 2, Heads = 3, IntermediateSize = 20, MaxPositions = 16, TypeVocabularySize = 2 };

    [Test]
    public void TheNumbersAreThoseOfBertWrittenDownAgain([Values(0, 2)] int types, [Values] bool givesTypes)
    {
        using BertModel model = Random(s_sizes with { TypeVocabularySize = types });
        var plain = new PlainBert(model.Options, Weights(model));
        long[] ids = [2, 17, 5, 5, 29, 3], tokenTypes = [0, 0, 0, 1, 1, 1];
        bool withTypes = givesTypes && types > 0;
        double[][] expected = plain.States(ids, withTypes ? tokenTypes : null);

        using IDisposable _ = no_grad();
        Tensor states = model.call(tensor(ids, [1, 6]), ones([1, 6], dtype: ScalarType.Int64), withTypes ? tensor(tokenTypes, [1, 6])
            : default(MlNetFashion.Onnx.Value?)).Tensor;
        Assert.That(states.data<float>().ToArray(), Is.EqualTo(expected.SelectMany(row => row).Select(number => (float)number)).Within(2e-5f));
        Assert.That(model.Pool(states).Tensor.data<float>().ToArray(), Is.EqualTo(plain.Pool(expected).Select(number => (float)number)).Within(2e-5f));
    }

    [Test]
    public void PaddingChangesNothing()
    {
        using BertModel model = Random(s_sizes);
        using IDisposable _ = no_grad();
        long[] ids = [2, 7, 8, 9, 3];
        Tensor alone = model.call(tensor(ids, [1, 5]), ones([1, 5], dtype: ScalarType.Int64), null).Tensor;
        long[] padded = [.. ids, 0, 11, 0], mask = [1, 1, 1, 1, 1, 0, 0, 0];
        Tensor among = model.call(tensor(padded, [1, 8]), tensor(mask, [1, 8]), null).Tensor[.., ..5];
        Assert.That((alone - among).abs().max().item<float>(), Is.LessThan(1e-6f));
    }

    [TestCase(TextPooling.Mean)]
    [TestCase(TextPooling.Cls)]
    public void TheEncoderPoolsWhatItSaysAndHasUnitLength(TextPooling pooling)
    {
        using BertModel model = Random(s_sizes);
        using var encoder = new TextEncoder(model, pooling, embeddingDimension: null);
        encoder.eval();
        using IDisposable _ = no_grad();
        long[] ids = [2, 7, 8, 3, 0, 0], mask = [1, 1, 1, 1, 0, 0];
        double[][] states = new PlainBert(model.Options, Weights(model)).States(ids[..4], null);
        double[] pooled = pooling == TextPooling.Cls ? states[0] : [.. Enumerable.Range(0, 12).Select(i => states.Average(state => state[i]))];
        double length = Math.Sqrt(pooled.Sum(number => number * number));
        Assert.That(encoder.call(tensor(ids, [1, 6]), tensor(mask, [1, 6])).Tensor.data<float>().ToArray(),
            Is.EqualTo(pooled.Select(number => (float)(number / length))).Within(2e-5f));
        Assert.That(encoder.EmbeddingDimension, Is.EqualTo(12));
    }

    [Test]
    public void WhatTheModelLacksIsSaid()
    {
        using var model = new BertModel(s_sizes with { Pooler = false, TypeVocabularySize = 0 });
        Tensor ids = ones([1, 3], dtype: ScalarType.Int64);
        Assert.That(() => model.Pool(ones(1, 3, 12)), Throws.InvalidOperationException.With.Message.Contains("made without a pooler"));
        Assert.That(() => model.call(ids, ids, ids), Throws.ArgumentException.With.Message.Contains("knows none"));
        Assert.That(() => new BertModel(s_sizes with { Heads = 5 }), Throws.ArgumentException.With.Message.Contains("12 is no multiple of the 5 heads"));
    }

    // Layer norms begin as ones and zeros, and biases as zeros: other numbers, so that each is seen to be used.
    static BertModel Random(BertOptions options)
    {
        random.manual_seed(5);
        var model = new BertModel(options);
        using (no_grad())
        {
            foreach (var parameter in model.parameters())
                parameter.add_(randn_like(parameter) * 0.3);
        }

        model.eval();
        return model;
    }

    static Dictionary<string, double[]> Weights(BertModel model) =>
        model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.data<float>().Select(number => (double)number).ToArray());
}
