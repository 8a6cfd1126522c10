using TorchSharp;

namespace MlNetFashion.Tests;

/// <summary>Gives each test, with its set-up and tear-down, a scope that keeps its tensors.</summary>
/// <remarks>In <c>(a + b).sum()</c> nothing refers to the first sum once its address is read.
/// Outside of a scope the garbage collector may free it while libtorch reads it, and the process ends.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
sealed class TensorScopeAttribute : Attribute, NUnit.Framework.ITestAction
{
    [ThreadStatic]
    static DisposeScope? t_scope;

    public NUnit.Framework.ActionTargets Targets => NUnit.Framework.ActionTargets.Test;

    public void BeforeTest(NUnit.Framework.Interfaces.ITest test) => t_scope = torch.NewDisposeScope();

    public void AfterTest(NUnit.Framework.Interfaces.ITest test) => t_scope?.Dispose();
}
