namespace MlNetFashion.Onnx;

static partial class OperatorRules
{
    static void AddElementwise()
    {
        Add("Abs Acos Acosh Asin Asinh Atan Atanh Celu Ceil Clip Cos Cosh CumSum Elu Erf Exp Floor Gelu HardSigmoid HardSwish Identity "
            + "LeakyRelu Log LogSoftmax " +
            "Hardmax LRN MeanVarianceNormalization Mish Neg Reciprocal Relu Round Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Tan Tanh "
                + "ThresholdedRelu Trilu BitwiseNot",
            call => (call[0].Type, call[0].ShapeArray));
        Add("Not", call => Require(call, call[0].Type == ElementType.Bool, "needs a Bool operand", ElementType.Bool, call[0].ShapeArray));
        Add("IsNaN IsInf", call => (ElementType.Bool, call[0].ShapeArray));
        Add("Cast", call => ((ElementType)call.Int("to", 0), call[0].ShapeArray));
        Add("Add Sub Mul Div Mod PRelu Max Min Sum BitwiseAnd BitwiseOr BitwiseXor", Arithmetic);
        Add("Pow", call => (call[0].Type, Broadcast(call, call[0].ShapeArray, call[1].ShapeArray)));
        Add("Equal Greater GreaterOrEqual Less LessOrEqual", call => (ElementType.Bool, Arithmetic(call).Item2));
        Add("And Or Xor", call => Require(call, call[0].Type == ElementType.Bool && call[1].Type == ElementType.Bool, "needs Bool operands",
            ElementType.Bool, Broadcast(call, call[0].ShapeArray, call[1].ShapeArray)));
        Add("Where", call =>
        {
            RequireSameType(call, 1, 2);
            return (call[1].Type, Broadcast(call, call[0].ShapeArray, call[1].ShapeArray, call[2].ShapeArray));
        });
    }

    static (ElementType, Dim[]) Arithmetic(OperatorCall call)
    {
        RequireSameType(call, [.. Enumerable.Range(0, call.InputCount)]);
        return (call[0].Type, Broadcast(call, [.. Enumerable.Range(0, call.InputCount).Select(i => call[i].ShapeArray)]));
    }

    static (ElementType, Dim[]) Require(OperatorCall call, bool condition, string otherwise, ElementType type, Dim[] shape) =>
        condition ? (type, shape) : throw call.Error(otherwise);
}
