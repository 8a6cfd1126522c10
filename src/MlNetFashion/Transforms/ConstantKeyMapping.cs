using Microsoft.ML.Transforms;

namespace MlNetFashion.Transforms;

/// <summary>Adds the key that <see cref="ConstantColumns"/> look their value up with.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class ConstantKeyMapping : CustomMappingFactory<ConstantKeyMapping.Input, ConstantKeyMapping.Output>
{
    public const string Contract = "MlNetFashion.ConstantKey.1";
    public const int Value = 1;

    public override Action<Input, Output> GetMapping() => (_, output) => output.ConstantKey = Value;

    /// <summary>Nothing is read.</summary>
    public sealed class Input;

    public sealed class Output
    {
        public int ConstantKey { get; set; }
    }
}
