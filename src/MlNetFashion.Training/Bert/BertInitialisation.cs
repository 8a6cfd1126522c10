using TorchSharp.Modules;
using static TorchSharp.torch;
using EmbeddingTable = TorchSharp.Modules.Embedding;

namespace MlNetFashion.Training.Bert;

/// <summary>BERT's initial weights: normal with deviation 0.02, biases zero.</summary>
static class BertInitialisation
{
    const double Deviation = 0.02;

    public static void Apply(nn.Module model)
    {
        using IDisposable _ = no_grad();
        foreach (nn.Module module in model.modules())
        {
            switch (module)
            {
                case Linear linear:
                    nn.init.normal_(linear.weight, 0, Deviation);
                    nn.init.zeros_(linear.bias);
                    break;
                case EmbeddingTable embedding:
                    nn.init.normal_(embedding.weight, 0, Deviation);
                    break;
            }
        }
    }
}
