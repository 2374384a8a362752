using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Peregrine;

/// <summary>What the compiled code of a method names: types, and members of types.</summary>
internal static class MethodCode
{
    private static readonly Dictionary<int, OpCode> Known = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    internal static IEnumerable<MemberInfo> Members(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethodDefinition ? method.GetGenericArguments() : null;
        return Tokens(code).Select(token => method.Module.ResolveMember(token, ofType, ofMethod)!);
    }

    /// <summary>What its <c>catch</c> clauses are for.</summary>
    internal static IEnumerable<Type> Caught(MethodBase method) =>
        (method.GetMethodBody()?.ExceptionHandlingClauses ?? [])
            .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType!);

    private static List<int> Tokens(byte[] code)
    {
        var tokens = new List<int>();
        for (var at = 0; at < code.Length;)
        {
            var isLong = code[at] == 0xFE;
            var opcode = Known[isLong ? 0xFE00 | code[at + 1] : code[at]];
            at += isLong ? 2 : 1;
            if (IsMember(opcode.OperandType))
            {
                tokens.Add(Number(code, at));
            }

            at += Length(opcode.OperandType, code, at);
        }

        return tokens;
    }

    private static bool IsMember(OperandType operand) =>
        operand is OperandType.InlineField or OperandType.InlineMethod
            or OperandType.InlineType or OperandType.InlineTok;

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Number(code, at)),
        _ => 4,
    };

    private static int Number(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
}
