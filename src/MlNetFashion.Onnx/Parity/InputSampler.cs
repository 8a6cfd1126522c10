using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Random inputs that a module accepts, as far as its example tells.</summary>
static class InputSampler
{
    /// <summary>Whole numbers and truth values are drawn from the example's; real numbers from a normal distribution of about its size.</summary>
    public static torch.Tensor Like(torch.Tensor example, long[] shape, Random random)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        if (!example.dtype.ToElementType().IsFloating())
        {
            using torch.Tensor flat = example.reshape(-1);
            long available = flat.numel();
            using torch.Tensor picks = torch.tensor(Enumerable.Range(0, checked((int)count)).Select(_ => random.NextInt64(available)).ToArray(),
                dtype: torch.ScalarType.Int64);
            return flat.index_select(0, picks).reshape(shape);
        }

        float[] numbers = new float[count];
        double scale = Math.Max(1e-3, example.numel() > 1 ? example.to(torch.ScalarType.Float64).std(unbiased: false).item<double>() : 1);
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return torch.tensor(numbers).reshape(shape).to(example.dtype);
    }
}
