using MlNetFashion.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>What a trainer consists of: what is moved to its device, switched between training and evaluation, kept in checkpoints and disposed.</summary>
sealed class TrainingParts(Device device) : IDisposable
{
    readonly List<(string File, nn.Module Module)> _modules = [];
    readonly List<(string File, TrainingOptimiser Optimiser)> _optimisers = [];
    readonly List<WeightAverage> _averages = [];
    readonly List<nn.Module> _learning = [], _still = [];
    readonly List<IDisposable> _others = [];

    public T Learn<T>(string file, T module) where T : nn.Module
    {
        Keep(file, module);
        _learning.Add(module);
        return module;
    }

    public T Average<T>(string file, T average, T current, double decay) where T : nn.Module
    {
        Keep(file, average);
        Still(average);
        _averages.Add(new WeightAverage(average, current, decay));
        return average;
    }

    public void Freeze(nn.Module module)
    {
        Still(module.to(device));
        foreach (Parameter parameter in module.parameters())
            parameter.requires_grad = false;
    }

    public TrainingOptimiser Optimise(string file, IReadOnlyList<nn.Module> modules, Func<IReadOnlyList<Parameter>, OptimizerHelper> make,
        Func<int, double>? learningRate, double clipNorm)
    {
        RequireNew(file);
        Parameter[] parameters = [.. modules.SelectMany(module => module.parameters())];
        var optimiser = new TrainingOptimiser(make(parameters), parameters, learningRate, clipNorm);
        _optimisers.Add((file, optimiser));
        return optimiser;
    }

    public T Own<T>(T other) where T : IDisposable
    {
        _others.Add(other);
        return other;
    }

    // What is still may be a part of what learns, so its mode is set last.
    public void SetTraining()
    {
        foreach (nn.Module module in _learning)
            module.train();
        foreach (nn.Module module in _still)
            module.eval();
    }

    public void StartStep(int step)
    {
        foreach ((_, TrainingOptimiser optimiser) in _optimisers)
            optimiser.StartStep(step);
    }

    public void EndStep(int step)
    {
        foreach (WeightAverage average in _averages)
            average.Update(step);
    }

    public void Save(string folder)
    {
        foreach ((string file, nn.Module module) in _modules)
            module.save(Path.Combine(folder, file));
        foreach ((string file, TrainingOptimiser optimiser) in _optimisers)
            optimiser.Save(Path.Combine(folder, file));
    }

    public void Load(RunFolder run)
    {
        foreach (string file in Files)
            run.RequireCheckpoint(file);
        foreach ((string file, nn.Module module) in _modules)
            run.ReadCheckpoint(file, path => module.load(path));
        foreach ((string file, TrainingOptimiser optimiser) in _optimisers)
            run.ReadCheckpoint(file, optimiser.Load);
    }

    /// <summary>Gives the networks the weights of another run of the recipe; optimisers begin anew.</summary>
    public void LoadWeights(RunFolder run)
    {
        foreach ((string file, _) in _modules)
            run.RequireCheckpoint(file);
        foreach ((string file, nn.Module module) in _modules)
            run.ReadCheckpoint(file, path => module.load(path));
    }

    public void Dispose()
    {
        foreach ((_, TrainingOptimiser optimiser) in _optimisers)
            optimiser.Dispose();
        foreach ((_, nn.Module module) in _modules)
            module.Dispose();
        foreach (IDisposable other in _others)
            other.Dispose();
    }

    IEnumerable<string> Files => _modules.Select(each => each.File).Concat(_optimisers.Select(each => each.File));

    void Still(nn.Module module)
    {
        module.eval();
        _still.Add(module);
    }

    void Keep(string file, nn.Module module)
    {
        RequireNew(file);
        _modules.Add((file, module.to(device)));
    }

    void RequireNew(string file)
    {
        if (Files.Contains(file, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"Two parts of a checkpoint are to be kept in '{file}'. Give each a file of its own.", nameof(file));
    }
}
