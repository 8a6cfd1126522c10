using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.Tests.Bert;

/// <summary>BERT written down again from its paper, over double-precision arrays and one
/// sentence without padding: what the tested one is compared with.</summary>
sealed class PlainBert(BertOptions options, IReadOnlyDictionary<string, double[]> weights)
{
    readonly int _width = options.HiddenSize;

    public double[][] States(long[] ids, long[]? types)
    {
        double[][] states = [.. ids.Select((id, place) => Norm("embeddings.LayerNorm", Sum(
            Row("embeddings.word_embeddings", id), Row("embeddings.position_embeddings", place),
            options.TypeVocabularySize > 0 ? Row("embeddings.token_type_embeddings", types?[place] ?? 0) : new double[_width])))];
        for (int layer = 0; layer < options.Layers; layer++)
            states = Layer($"encoder.layer.{layer}", states);
        return states;
    }

    public double[] Pool(double[][] states) => [.. Dense("pooler.dense", states[0]).Select(Math.Tanh)];

    double[][] Layer(string at, double[][] states)
    {
        double[][] mixed = Attend($"{at}.attention.self", states);
        double[][] attended =
            [.. states.Select((state, t) => Norm($"{at}.attention.output.LayerNorm", Sum(state, Dense($"{at}.attention.output.dense", mixed[t]))))];
        return [.. attended.Select(state =>
            Norm($"{at}.output.LayerNorm", Sum(state, Dense($"{at}.output.dense", [.. Dense($"{at}.intermediate.dense", state).Select(Gelu)]))))];
    }

    double[][] Attend(string at, double[][] states)
    {
        double[][] queries = [.. states.Select(state => Dense($"{at}.query", state))], keys = [.. states.Select(state => Dense($"{at}.key", state))];
        double[][] values = [.. states.Select(state => Dense($"{at}.value", state))];
        int size = _width / options.Heads;
        double[][] mixed = [.. states.Select(_ => new double[_width])];
        for (int head = 0; head < options.Heads; head++)
        {
            int[] part = [.. Enumerable.Range(head * size, size)];
            for (int t = 0; t < states.Length; t++)
            {
                double[] powers = [.. keys.Select(key => Math.Exp(part.Sum(i => queries[t][i] * key[i]) / Math.Sqrt(size)))];
                foreach (int i in part)
                    mixed[t][i] = Enumerable.Range(0, states.Length).Sum(other => powers[other] / powers.Sum() * values[other][i]);
            }
        }

        return mixed;
    }

    double[] Row(string table, long row) => weights[$"{table}.weight"][(int)(row * _width)..(int)((row + 1) * _width)];

    double[] Dense(string name, double[] x)
    {
        double[] weight = weights[$"{name}.weight"], bias = weights[$"{name}.bias"];
        return [.. bias.Select((b, row) => b + x.Select((value, i) => value * weight[row * x.Length + i]).Sum())];
    }

    double[] Norm(string name, double[] x)
    {
        double[] weight = weights[$"{name}.weight"], bias = weights[$"{name}.bias"];
        double mean = x.Average(), deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + options.LayerNormEpsilon);
        return [.. x.Select((value, i) => (value - mean) / deviation * weight[i] + bias[i])];
    }

    static double[] Sum(params double[][] vectors) => [.. Enumerable.Range(0, vectors[0].Length).Select(i => vectors.Sum(vector => vector[i]))];

    static double Gelu(double x) => x * (1 + Erf(x / Math.Sqrt(2))) / 2;

    // The Maclaurin series; the arguments here are small.
    static double Erf(double x)
    {
        double power = x, sum = x;
        for (int n = 1; Math.Abs(power) > 1e-18 && n < 500; n++)
        {
            power *= -x * x / n;
            sum += power / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
