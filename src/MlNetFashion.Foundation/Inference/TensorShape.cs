using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetFashion.Inference;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Lengths">The length of each axis; 0 where it is free.</param>
sealed record TensorShape(string Name, TensorElementType Type, int[] Lengths)
{
    /// <summary>Whether it has these axes.</summary>
    /// <param name="lengths">The length of each; 0 for any that is not free, but for the first, which is N.</param>
    public bool Has(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length != Lengths.Length)
            return false;
        for (int axis = 1; axis < lengths.Length; axis++)
        {
            if (lengths[axis] == 0 ? Lengths[axis] == 0 : Lengths[axis] != lengths[axis])
                return false;
        }

        return true;
    }
}
