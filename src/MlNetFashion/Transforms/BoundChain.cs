using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetFashion.Transforms;

/// <summary>Steps that read and write columns of fixed names, made to read and write those of the caller and to leave all others as they are.</summary>
/// <remarks>ML.NET names a model's columns after its tensors, and typed mappings after their properties. Where the caller's names differ, columns are
/// copied before and after (a copy costs nothing until it is read), and columns that the steps would hide are put aside and back.</remarks>
sealed class BoundChain
{
    readonly TransformsCatalog _catalog;
    readonly ColumnBinding[] _inputs, _outputs;
    readonly string[] _scratch;
    readonly IEstimator<ITransformer>[] _steps;

    /// <summary>Makes a chain.</summary>
    /// <param name="catalog">Makes the copying steps.</param>
    /// <param name="inputs">Columns that the steps read.</param>
    /// <param name="outputs">Columns that the steps write for the caller.</param>
    /// <param name="scratch">Other columns that the steps write.</param>
    /// <param name="steps">One or more, in order.</param>
    /// <exception cref="ArgumentException">An output is to be called as another output is called within the steps.</exception>
    public BoundChain(TransformsCatalog catalog, ColumnBinding[] inputs, ColumnBinding[] outputs, string[] scratch, params IEstimator<ITransformer>[] steps)
    {
        foreach (ColumnBinding output in outputs)
        {
            if (outputs.Any(other => other != output && (other.Name == output.Column || other.Column == output.Column)))
                throw new ArgumentException($"The column for {output.Name} cannot be called '{output.Column}', "
                    + "which is the name of another output of this transform. Choose another name.");
        }

        (_catalog, _inputs, _outputs, _scratch, _steps) = (catalog, inputs, outputs, scratch, steps);
    }

    public ITransformer Fit(IDataView input) => Bind([.. input.Schema.Select(column => column.Name)]).Fit(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Bind([.. inputSchema.Select(column => column.Name)]).GetOutputSchema(inputSchema);

    EstimatorChain<ITransformer> Bind(HashSet<string> present)
    {
        // Inputs of the caller's own name are read where they are; everything else with a fixed name is written by the steps.
        string[] written = [.. _inputs.Where(input => input.Column != input.Name).Concat(_outputs).Select(binding => binding.Name).Concat(_scratch).Distinct()];
        HashSet<string> given = [.. _outputs.Select(output => output.Column)];
        Dictionary<string, string> aside = written.Where(name => present.Contains(name) && !given.Contains(name))
            .ToDictionary(name => name, name => Unused($"{name} aside", present));

        var chain = new EstimatorChain<ITransformer>();
        foreach ((string name, string kept) in aside)
            chain = chain.Append(Copy(kept, name));
        foreach (ColumnBinding input in _inputs.Where(input => input.Column != input.Name))
            chain = chain.Append(Copy(input.Name, aside.GetValueOrDefault(input.Column, input.Column)));
        foreach (IEstimator<ITransformer> step in _steps)
            chain = chain.Append(step);
        foreach (ColumnBinding output in _outputs.Where(output => output.Column != output.Name))
            chain = chain.Append(Copy(output.Column, output.Name));
        foreach ((string name, string kept) in aside)
            chain = chain.Append(Copy(name, kept));

        string[] dropped = [.. written.Where(name => !given.Contains(name) && !aside.ContainsKey(name)), .. aside.Values];
        return dropped.Length == 0 ? chain : chain.Append((IEstimator<ITransformer>)_catalog.DropColumns(dropped));
    }

    IEstimator<ITransformer> Copy(string to, string from) => _catalog.CopyColumns(to, from);

    static string Unused(string name, HashSet<string> present)
    {
        string unused = name;
        for (int number = 2; present.Contains(unused); number++)
            unused = $"{name} {number}";
        return unused;
    }
}
