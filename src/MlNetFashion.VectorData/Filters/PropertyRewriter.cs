using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace MlNetFashion.VectorData;

/// <summary>Rewrites a condition on a record as one on the values of its properties.</summary>
/// <param name="model">What records are.</param>
/// <param name="record">What stands for the record in the condition.</param>
sealed class PropertyRewriter(CollectionModel model, ParameterExpression record) : ExpressionVisitor
{
    static readonly MethodInfo s_equals = typeof(object).GetMethod(nameof(Equals), BindingFlags.Public | BindingFlags.Static)!;

    readonly List<PropertyModel> _properties = [];

    /// <summary>What takes the values, in the order of <see cref="Properties"/>.</summary>
    public ParameterExpression Values { get; } = Expression.Parameter(typeof(object?[]), "values");

    /// <summary>The properties that the condition is about.</summary>
    public IReadOnlyList<PropertyModel> Properties => _properties;

    protected override Expression VisitMember(MemberExpression node) =>
        node.Expression == record && node.Member is PropertyInfo ? Value(node.Member.Name, node.Type) : base.VisitMember(node);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Object == record && node.Method.Name == "get_Item")
            return Value(NameOf(node.Arguments[0]), node.Type);
        // Since C# 14 an array's Contains is that of spans, which compiled expressions cannot hold.
        if (node.Method.DeclaringType == typeof(MemoryExtensions) && node.Method.Name == nameof(MemoryExtensions.Contains) && node.Arguments.Count is 2 or 3
            && (node.Arguments.Count == 2 || node.Arguments[2] is ConstantExpression { Value: null }))
        {
            Type element = node.Method.GetGenericArguments()[0];
            return Visit(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [element], AsArray(node.Arguments[0]), node.Arguments[1]));
        }

        return base.VisitMethodCall(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        // A dictionary's values are objects; what is asked of them is whether they are equal, not whether they are the same object.
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && node.Method is null
            && !node.Left.Type.IsValueType && !node.Right.Type.IsValueType && (node.Left.Type == typeof(object) || node.Right.Type == typeof(object)))
        {
            Expression equal = Expression.Call(s_equals, Visit(node.Left), Visit(node.Right));
            return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);
        }

        return base.VisitBinary(node);
    }

    static Expression AsArray(Expression span) => span switch
    {
        MethodCallExpression { Method.Name: "op_Implicit" } call => AsArray(call.Arguments[0]),
        UnaryExpression { NodeType: ExpressionType.Convert, Method.Name: "op_Implicit" } convert => AsArray(convert.Operand),
        _ => span,
    };

    static string NameOf(Expression key) => Expression.Lambda<Func<string>>(key).Compile()();

    Expression Value(string name, Type type)
    {
        if (!model.PropertyMap.TryGetValue(name, out PropertyModel? property))
            throw new InvalidOperationException($"Records have no property \"{name}\". They have: {string.Join(", ", model.PropertyMap.Keys)}.");
        if (property is VectorPropertyModel)
            throw new NotSupportedException($"\"{name}\" is a vector, and vectors are not filtered by. Search by it.");
        int number = _properties.IndexOf(property);
        if (number < 0)
        {
            number = _properties.Count;
            _properties.Add(property);
        }

        Expression value = Expression.ArrayIndex(Values, Expression.Constant(number));
        // A record's number without a value is what the type has for it, as it is when the record is read.
        return type.IsValueType && Nullable.GetUnderlyingType(type) is null
            ? Expression.Condition(Expression.Equal(value, Expression.Constant(null)), Expression.Default(type), Expression.Convert(value, type))
            : Expression.Convert(value, type);
    }
}
