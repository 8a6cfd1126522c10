using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>The run behind <c>fashion train generator</c>: data, frozen encoders and trainer put together, and sheets of samples on the way.</summary>
public static class GeneratorRecipe
{
    // What a person would try first, a row of the sheet each; the same noise at every step, so that sheets can be compared.
    static readonly string[] s_queries =
    [
        "red dress", "blue jeans", "white t-shirt for men", "black leather handbag", "yellow kurta", "striped blue shirt", "white running shoes", "brown sandals", "green backpack", "black watch",
    ];

    const int Seeds = 8;

    /// <summary>Trains the generator.</summary>
    /// <param name="plan">How.</param>
    /// <param name="choice">Strategy, sizes and single options.</param>
    /// <param name="encoders">A run of the encoders; they stay as they are.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <param name="start">A run of a generator whose weights are the start, for encoders that were trained on, say; null for random weights.</param>
    /// <exception cref="ArgumentException">An option is unknown or outside of its range.</exception>
    public static void Train(RunPlan plan, GeneratorPlan choice, RunFolder encoders, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation, RunFolder? start = null)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        using EmbeddingModel frozen = EmbeddingRunOptions.Load(encoders);
        GeneratorRunOptions chosen = choice.Choose(plan, goesOn: start is not null);
        chosen.Check();
        TrainingSet set = EmbeddingRecipe.Load(plan.Source, plan.Tiny ? 50 : 4000, chosen.Generator.ImageSize);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        using var trainer = new GeneratorTrainer(set, tokenizer, frozen, chosen, run, plan.Resume, start);
        trainer.Run(sample: (generator, step) => SampleSheet.Save(Sample(generator, frozen, tokenizer), run, step), progress: progress, cancellation: cancellation);
    }

    static RgbImage Sample(FashionGenerator generator, EmbeddingModel encoders, WordPieceTokenizer tokenizer)
    {
        int size = generator.ImageSize, numbers = 3 * size * size;
        (Tensor ids, Tensor mask) = new EmbeddingInputs(tokenizer, Columns.MaxTokens).Texts(s_queries);
        Tensor text = encoders.Text.forward(ids, mask).Tensor;
        Tensor query = encoders.Composer.forward(text, zeros_like(text)).Tensor.repeat_interleave(Seeds, 0);
        Tensor noise = randn(Seeds, Columns.NoiseDimension, generator: new TorchSharp.torch.Generator(1), device: CPU).to(query.device).repeat(s_queries.Length, 1);
        float[] pictures = generator.forward(query, noise).Tensor.cpu().data<float>().ToArray();
        var sheet = new RgbImage(Seeds * size, s_queries.Length * size);
        for (int i = 0; i < s_queries.Length * Seeds; i++)
        {
            RgbImage picture = ImagePreprocessing.FromTensor(pictures.AsSpan(i * numbers, numbers), size);
            for (int y = 0; y < size; y++)
                picture.Pixels.AsSpan(y * size * 3, size * 3).CopyTo(sheet.Pixels.AsSpan(((i / Seeds * size + y) * sheet.Width + i % Seeds * size) * 3));
        }

        return sheet;
    }
}
