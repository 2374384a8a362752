#!/usr/bin/env bash
# .NET: Uri is IFormattable, and its format has spaces and quotes in it
#
# Guess:    Uri has no format of its own; what IFormattable gives, being for machines, is the address as it is sent.
# Truth:    Uri is IFormattable and ISpanFormattable. Whatever format and culture are asked for, the text is that of
#           Uri.ToString: %20, %22, %3C and letters beyond ASCII are unescaped, %2F, %25 and %26 are not. The address as
#           it is sent is AbsoluteUri alone.
# Versions: .NET 10.0.12 (SDK 10.0.401)
# Date:     2026-11-30
# Why:      code that writes any value "by the invariant culture if it is IFormattable" puts a bare space into a header,
#           a query or a log line as soon as the value is a Uri. Uri needs a case of its own before that rule.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
echo '{"sdk":{"version":"10.0.401","rollForward":"disable"}}' >global.json # No package: the SDK is what is pinned.
export NUGET_PACKAGES=$dir/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System.Globalization;

Console.WriteLine($".NET {Environment.Version}");
var address = new Uri("http://localhost/a%20b/%C3%A9%2Fx?q=%22%26%25&r=%3Cz%3E");
object value = address;
Console.WriteLine($"IFormattable: {value is IFormattable}, ISpanFormattable: {value is ISpanFormattable}");
Console.WriteLine(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}", value));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value}"));
Console.WriteLine(address.AbsoluteUri);
PROGRAM
dotnet build finding.csproj -c Release -o out -v q --disable-build-servers >build.log 2>&1 || { cat build.log; exit 2; }
timeout 60 dotnet out/finding.dll >seen
cat seen
diff - <(sed 1d seen) <<'WANT' && echo "as found"
IFormattable: True, ISpanFormattable: True
http://localhost/a b/é%2Fx?q="%26%25&r=<z>
http://localhost/a b/é%2Fx?q="%26%25&r=<z>
http://localhost/a b/é%2Fx?q="%26%25&r=<z>
http://localhost/a%20b/%C3%A9%2Fx?q=%22%26%25&r=%3Cz%3E
WANT
