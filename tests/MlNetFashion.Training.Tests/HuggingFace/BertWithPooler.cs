using MlNetFashion.Onnx;
using MlNetFashion.Training.Bert;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Tests.HuggingFace;

/// <summary>Both of what the original gives: the tokens' states and the pooler's.</summary>
sealed class BertWithPooler : Module<Value, Value, Value, (Value States, Value Pooled)>
{
    readonly BertModel bert;

    public BertWithPooler(BertModel model) : base(nameof(BertWithPooler))
    {
        bert = model;
        RegisterComponents();
    }

    public override (Value States, Value Pooled) forward(Value input_ids, Value attention_mask, Value token_type_ids)
    {
        Value states = bert.call(input_ids, attention_mask, token_type_ids);
        return (states, bert.Pool(states));
    }
}
