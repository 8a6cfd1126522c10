using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.Inference;

namespace MlNetFashion.BatchScoring;

/// <summary>How rows of a schema become tensors of a model.</summary>
/// <param name="Session">The model.</param>
/// <param name="Inputs">Each of its inputs: the column that it is read from, and the shape of one row.</param>
/// <param name="Outputs">The names of the outputs that become columns, in the order of the columns.</param>
/// <param name="Mask">The place among <paramref name="Inputs"/> of the one that is 0 for padding; −1 when there is none, or when outputs are padded, too.</param>
sealed record BatchPlan(OnnxSession Session, IReadOnlyList<BatchInput> Inputs, IReadOnlyList<string> Outputs, int Mask)
{
    // Batches of a window that each thread gets: where the reader has to wait for a processor, the threads still have work.
    const int BatchesEach = 4;

    // Rows of like lengths are found among so many. Numbers of a window at most: on a machine of many cores, pictures would take all of its memory.
    const int SortedRows = 1024, WindowNumbers = 1 << 24;

    /// <summary>Makes a plan.</summary>
    /// <param name="session">The model.</param>
    /// <param name="input">The columns before the step.</param>
    /// <param name="output">The columns after it: those before, and one for each output.</param>
    /// <param name="mask">The name of the input that is 0 for padding; null for none.</param>
    /// <returns>Null when the model does not take rows together: its first axis is not free, or it has inputs or outputs that are not numbers.</returns>
    public static BatchPlan? Make(OnnxSession session, DataViewSchema input, DataViewSchema output, string? mask)
    {
        var inputs = new List<BatchInput>();
        foreach (TensorShape tensor in session.Inputs)
        {
            if (input.GetColumnOrNull(tensor.Name) is not { } column || Row(tensor, column.Type) is not { } row)
                return null;
            inputs.Add(new BatchInput(tensor.Name, tensor.Type, column, row, MayBeCut: tensor.Lengths is [_, 0]));
        }

        string[] names = [.. output.Skip(input.Count).Select(column => column.Name)];
        TensorShape[] outputs = [.. session.Outputs.Where(tensor => names.Contains(tensor.Name))];
        if (outputs.Length != names.Length || !outputs.All(IsBatched))
            return null;
        // One output a token would be as short as its batch is, and every row of a column is as long as the others.
        bool isPadded = outputs.Any(tensor => tensor.Lengths.AsSpan(1).Contains(0));
        return new BatchPlan(session, inputs, names, isPadded ? -1 : inputs.FindIndex(input => input.Name == mask && input.MayBeCut));
    }

    /// <summary>Rows that a cursor reads before it hands out the first of them.</summary>
    public int WindowRows(BatchRunning running)
    {
        long rows = Math.Max((long)BatchesEach * running.Rows * running.Threads, Mask >= 0 ? SortedRows : 0);
        return (int)Math.Min(rows, Math.Max(running.Threads, WindowNumbers / Inputs.Sum(input => input.Size)));
    }

    static bool IsBatched(TensorShape tensor) => tensor.Lengths is [0, ..] && NumberTypes.Of(tensor.Type) is not null;

    // The shape of one row: the model's own where its lengths are fixed, else the column's.
    static int[]? Row(TensorShape tensor, DataViewType type)
    {
        Type item = type is VectorDataViewType vector ? vector.ItemType.RawType : type.RawType;
        if (!IsBatched(tensor) || NumberTypes.Of(tensor.Type) != item)
            return null;
        int[] row = tensor.Lengths[1..];
        int[] given = type is VectorDataViewType { IsKnownSize: true } known ? [.. known.Dimensions] : type is VectorDataViewType ? [] : [1];
        int size = given.Aggregate(given.Length == 0 ? 0 : 1, (product, length) => product * length);
        if (row.Count(length => length == 0) == 1)
        {
            int others = row.Where(length => length != 0).Aggregate(1, (product, length) => product * length);
            row = [.. row.Select(length => length == 0 ? size / others : length)];
        }
        else if (row.Contains(0))
        {
            row = given.Length == row.Length ? given : given.Length == row.Length + 1 ? given[1..] : row;
        }

        return size > 0 && row.Aggregate(1, (product, length) => product * length) == size ? row : null;
    }
}
