using Microsoft.ML.Transforms;

namespace MlNetFashion.Transforms;

/// <summary>Whether a text has words: 1, or 0 for one of [CLS] and [SEP] alone.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class TextPresenceMapping : CustomMappingFactory<TextPresenceMapping.Input, TextPresenceMapping.Output>
{
    public const string Contract = "MlNetFashion.TextPresence.1";
    public const string Column = nameof(Output.TextPresence);

    // [CLS] and [SEP] are always there.
    const int SpecialTokens = 2;

    public override Action<Input, Output> GetMapping() => (input, output) => output.TextPresence = input.AttentionMask.Sum() > SpecialTokens ? 1 : 0;

    public sealed class Input
    {
        public long[] AttentionMask { get; set; } = [];
    }

    public sealed class Output
    {
        public float TextPresence { get; set; }
    }
}
