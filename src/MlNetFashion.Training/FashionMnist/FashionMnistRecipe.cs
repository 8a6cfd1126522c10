using MlNetFashion.Evaluation;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A recipe that learns from Fashion-MNIST and nothing else.</summary>
abstract class FashionMnistRecipe<TPlan, TOptions, TModel> : TrainingRecipe<TPlan, TOptions, TModel>
    where TPlan : FashionMnistPlan
    where TOptions : class
    where TModel : nn.Module
{
    private protected FashionMnistRecipe(string description, RunCheckpoint<TOptions, TModel> checkpoint) : base($"Fashion-MNIST: {description}", checkpoint)
    {
    }

    /// <summary>The usual name of the exported file.</summary>
    public string FileName => $"{Name}.onnx";

    private protected sealed override string LearnsFrom(TPlan plan) => "Fashion-MNIST" + TaughtNames.TrainingSplit;

    private protected sealed override void Check(TPlan plan)
    {
        if (plan.Data is null)
            throw new ArgumentException($"{Name} learns from Fashion-MNIST alone, but no folder of data sets was found. Name it with --data.");
        base.Check(plan);
    }
}
