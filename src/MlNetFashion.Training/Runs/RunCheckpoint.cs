using System.Text.Json.Serialization.Metadata;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Runs;

/// <summary>What a run keeps of its model: options.json, which names the recipe and says enough to
/// make the network again, and a file of weights in the checkpoint.</summary>
/// <typeparam name="TOptions">What options.json holds.</typeparam>
/// <typeparam name="TModel">The network.</typeparam>
sealed class RunCheckpoint<TOptions, TModel>
    where TOptions : class
    where TModel : nn.Module
{
    readonly JsonTypeInfo<TOptions> _json;
    readonly Func<TOptions, TModel> _make;
    readonly string[] _recipes;

    /// <summary>Describes the runs of a recipe.</summary>
    /// <param name="weightsFile">The file of the checkpoint that holds the weights.</param>
    /// <param name="json">Knows the options.</param>
    /// <param name="make">Makes the network, with any weights.</param>
    /// <param name="recipes">The recipe that makes such runs, and others whose runs are read as well.</param>
    public RunCheckpoint(string weightsFile, IJsonTypeInfoResolver json, Func<TOptions, TModel> make, params string[] recipes) =>
        (WeightsFile, _json, _make, _recipes) = (weightsFile, RunJson.Of<TOptions>(json), make, recipes);

    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public string WeightsFile { get; }

    /// <summary>The recipe's name.</summary>
    public string Recipe => _recipes[0];

    /// <summary>Reads the options of a run.</summary>
    /// <exception cref="InvalidDataException">The folder holds no run of the recipe.</exception>
    public TOptions ReadOptions(RunFolder run)
    {
        run.RequireRecipe(_recipes);
        return run.ReadOptions(_json);
    }

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="InvalidDataException">The folder holds no run of the recipe.</exception>
    /// <exception cref="FileNotFoundException">The run has not reached its first checkpoint.</exception>
    public TModel Load(RunFolder run)
    {
        TOptions options = ReadOptions(run);
        run.RequireCheckpoint(WeightsFile);
        return run.LoadWeights(WeightsFile, _make(options));
    }

    /// <summary>Changes single options.</summary>
    /// <inheritdoc cref="OptionSettings.Apply" path="/param|/returns|/exception"/>
    public TOptions Apply(TOptions options, IReadOnlyList<string> settings) => OptionSettings.Apply(options, settings, _json);

    /// <summary>Writes the options of a run.</summary>
    public void WriteOptions(RunFolder run, TOptions options) => run.WriteOptions(Recipe, options, _json);
}
