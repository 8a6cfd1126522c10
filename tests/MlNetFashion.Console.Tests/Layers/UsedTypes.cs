using System.Reflection;
using System.Reflection.Emit;

namespace MlNetFashion.Tests.Layers;

/// <summary>The types that a type uses: in its signatures and in the bodies of its methods.</summary>
static class UsedTypes
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields().Select(field => field.GetValue(null)).OfType<OpCode>()
        .ToDictionary(code => code.Value);

    /// <summary>Of one type; nested types speak for themselves, and are listed with those that contain them.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        var used = new HashSet<Type>();
        Add(type.BaseType, used);
        foreach (Type face in type.GetInterfaces())
            Add(face, used);
        foreach (FieldInfo field in type.GetFields(All))
            Add(field.FieldType, used);
        foreach (MethodBase method in type.GetMembers(All).OfType<MethodBase>())
        {
            if (method is MethodInfo { ReturnType: var returned })
                Add(returned, used);
            foreach (ParameterInfo parameter in method.GetParameters())
                Add(parameter.ParameterType, used);
            if (method.GetMethodBody() is not { } body)
                continue;
            foreach (LocalVariableInfo local in body.LocalVariables)
                Add(local.LocalType, used);
            foreach (MemberInfo member in Members(method, body.GetILAsByteArray()!))
                Add(member, used);
        }

        return used;
    }

    static void Add(MemberInfo member, HashSet<Type> used)
    {
        switch (member)
        {
            case Type type:
                Add(type, used);
                break;
            case MethodInfo method:
                Add(method.DeclaringType, used);
                Add(method.ReturnType, used);
                foreach (Type argument in method.IsGenericMethod ? method.GetGenericArguments() : [])
                    Add(argument, used);
                break;
            default:
                Add(member.DeclaringType, used);
                break;
        }
    }

    static void Add(Type? type, HashSet<Type> used)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(type.GetElementType(), used);
            return;
        }

        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        foreach (Type argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            if (!used.Contains(argument))
                Add(argument, used);
        }
    }

    static IEnumerable<MemberInfo> Members(MethodBase method, byte[] body)
    {
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < body.Length;)
        {
            OpCode code = body[at] == 0xFE ? s_codes[(short)(0xFE00 | body[at + 1])] : s_codes[body[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(body, at), ofType, ofMethod)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
                _ => 4,
            };
        }
    }
}
